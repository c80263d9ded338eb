"""The one corpus of hostile texts: what strangers write into requests, exports and agendas."""

from __future__ import annotations

ESC = "\x1b"

#: What no text file in UTF-8 can hold; a way in refuses it in words, or marks it.
SURROGATES = {
    "lone surrogate": "half \ud800 of a letter",
    "surrogate pair apart": "\udc00\ud83d wrong way round",
    "escaped byte": "M\udcfcller",
}

TERMINAL = {
    "csi colour": f"{ESC}[31mred{ESC}[0m",
    "csi clear and home": f"a{ESC}[2J{ESC}[Hb",
    "alternate screen": f"{ESC}[?1049l{ESC}c out",
    "osc title": f"x{ESC}]0;pwned\x07y",
    "osc 8 link": f"{ESC}]8;;http://evil.example{ESC}\\click{ESC}]8;;{ESC}\\",
    "osc 52 clipboard": f"{ESC}]52;c;ZXZpbA==\x07",
    "dcs": f"{ESC}P$q q{ESC}\\ after",
    "apc pm sos": f"{ESC}_G a=T{ESC}\\ {ESC}^x{ESC}\\ {ESC}Xy{ESC}\\",
    "c1 csi": "c1 \x9b31m red",
    "c1 osc": "c1 \x9d0;pwned\x9c after",
    "bell backspace delete": "a\x07b\x08c\x7fd",
    "shift out": "a\x0eb\x0fc\x05d",
    "nul": "nul\x00behind",
    "unfinished escape": f"end {ESC}",
    "unfinished osc": f"{ESC}]0;never closed",
}

SHAPE = {
    "bidi override": "user \u202egnp.exe\u202c end",
    "bidi isolates": "a\u2066b\u2067c\u2068d\u2069e",
    "bidi marks": "a\u200eb\u200fc\u061cd",
    "zero width flood": "z" + "\u200b" * 5_000 + "z",
    "joiners": "a\u200d\u200db\u2060c\u00add\u034fe",
    "zalgo": "Z" + "\u0301\u0316\u0489" * 1_667 + "algo",
    "mark first": "\u0301\u20ddstart",
    "byte order mark": "\ufeffstart\ufeff",
    "line separators": "one\u2028two\u2029three\u0085four",
    "line breaks": "one\ntwo\r\nthree\rfour\x0bfive\x0csix",
    "file separators": "a\x1cb\x1dc\x1ed\x1fe",
    "tabs": "a\tb\t\tc",
    "long": "x" * 200_000,
    "long words": "long words " * 18_000,
    "long wide": "\u5831\u8868" * 10_000,
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 123",
    "zwj emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308",
    "skin and flags": "\U0001f44d\U0001f3fd\U0001f1e9\U0001f1ea\U0001f1e9 1\ufe0f\u20e3",
    "tag characters": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e007f a\U000e0041",
    "variation selectors": "\u2764\ufe0e\u2764\ufe0f\u845b\U000e0100",
    "non-characters": "a\ufffeb\uffffc\ufdd0d\U0010ffff",
    "private use": "\ue000\U000f0000",
    "hangul fillers": "\u115f\u1160\u3164\uffa0x",
    "interlinear": "a\ufff9b\ufffac\ufffbd",
    "blanks of all kinds": "a\u00a0b\u2003c\u3000d\u1680e",
    "only invisible": "\u200b\u2060\ufeff",
    "replacement": "\ufffc\ufffd",
}

MARKUP = {
    "textual close": "[/x] [/] [/bold]",
    "textual open": "[bold]fat[/bold] [",
    "textual action": "[@click=app.quit]x[/] [link=http://evil.example]y[/link]",
    "textual variable": "[$primary on $error]x[/] $text",
    "backslash bracket": "\\[bold] \\\\[/x]",
    "html script": "<script>alert(1)</script>",
    "html image": "<img src=x onerror=alert(1)>",
    "html style": "</style></title><style>*{display:none}</style>",
    "html attribute": '" onmouseover="alert(1)" x=\'y\' `z`',
    "html comment": "<!-- --> <!--> ]]> <![CDATA[ x ]]>",
    "html entities": "&lt;b&gt; &amp; &#60;script&#62; &#x3c; &copy; &nbsp",
    "html javascript": "javascript:alert(1) data:text/html,<b>x",
    "html table": "</td></tr></table><iframe src=//evil.example></iframe>",
}

MARKDOWN = {
    "heading": "# heading",
    "setext": "title\n===\nother\n---",
    "fence": "```sh\nrm -rf /\n```",
    "tildes": "~~~\ncode\n~~~",
    "table": "a | b\n---|---\nc | d",
    "cell": "a | b \\| c \\\\| d",
    "link": '[click](http://evil.example/x "t")',
    "image": "![pic](https://evil.example/p.png)",
    "reference": "[ref]: http://evil.example\n[ref]",
    "footnote": "text[^1]\n[^1]: note",
    "autolink": "<http://evil.example> http://evil.example www.evil.example",
    "mail autolink": "<me@evil.example> me@evil.example",
    "rule": "***",
    "quote": "> quote\n>> more",
    "list": "- [x] item\n+ item\n1. item\n2) item",
    "code": "`code` ``co`de``",
    "emphasis": "**bold** _em_ ~~gone~~ __init__",
    "trailing backslash": "end\\",
    "details": "<details><summary>s</summary>\n\n# in\n</details>",
    "front matter": "---\nstatus: rejected\n---",
    "indented": "    code\n\tcode",
}

SPREADSHEET = {
    "formula": '=HYPERLINK("http://evil.example","x")',
    "dde": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "blank formula": "  =1+1",
    "tab formula": "\t=1+1",
    "return formula": "\r=1+1",
    "newline formula": "\n=1+1",
    "wide formula": "\uff1d1+1",
    "wide at": "\uff20SUM(1)",
    "quoted formula": '"=1+1',
    "apostrophe formula": "'=1+1",
    "semicolon formula": ";=1+1",
    "comma formula": ',=1+1,"=2"',
    "invisible formula": "\u200b=1+1",
    "mark formula": "\ufeff=1+1",
    "nul formula": "\x00=1+1",
    "no-break formula": "\u00a0=1+1",
}

PLACES = {
    "quick close": "/close",
    "quick many": "fine\n/assign @root\n/label ~bug\n/merge",
    "mentions": "@everyone @here @all #1 !1 ~2 %3 &4",
    "mail header": "Subject\r\nBcc: all@evil.example\r\n\r\nbody",
    "mail address": '"x" <a@b>, c@d; e',
    "braces": "{name} {0} {0.__class__} {{7*7}} {",
    "closing brace": "} {} {!r} {a!z} {:d}",
    "percent": "%s %d %(x)s %n",
    "jinja": "{{ 7*7 }} {% raw %} {# c #} {{ self.__init__ }}",
    "shell": "$(touch /tmp/pwned) `id` ${HOME} ; | & > <",
    "yaml": "!!python/object:os.system x: [&a *a] - # %",
    "json": '","number":0,"hash":"\\u0000',
    "plain quotes": "\"quoted\" \u201ccurly\u201d \u201elow\u201c 'single'",
    "plain escapes": '\\" \\\\ \\n \\u000a end \\',
    "plain keyword": "because owner due until if teller",
    "plain comment": "# not a comment",
    "plain option": "--workspace=/etc -w /",
    "path up": "../../../etc/passwd",
    "path windows": "..\\..\\CON.txt",
    "path absolute": "/etc/passwd",
    "path drive": "C:\\Windows\\NUL",
    "path device": "COM1",
    "path dot": "trailing. ",
    "path home": "~root/x",
    "path dash": "-rf",
    "path colon": "a:b:$DATA",
    "path long": "p" * 300,
    "path dots": "..",
    "query": 'is:ready dept: reason:( >5d -x "',
    "regex": "(a+)+$ [ ( \\ *",
    "ids": "R-001 R-999999999 E-01",
    "number": "99999999999999999999 1e400 NaN -0",
}

#: Every text that a file can hold, by a name that says what it tries.
TEXTS: dict[str, str] = {
    **TERMINAL, **SHAPE, **MARKUP, **MARKDOWN, **SPREADSHEET, **PLACES,
}  # fmt: skip

#: All of them, for ways in that are typed or take any string of the program.
EVERYTHING: dict[str, str] = {**TEXTS, **SURROGATES}
