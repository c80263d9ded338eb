"""The fairness check on screen, and its two answers: the named swap, or the list as it is."""

from __future__ import annotations

from agendas.language import _, listed
from agendas.meeting.commands.balancing import Keep, SwapRows
from tui.stages.base import StageView
from tui.stages.fairness_table import comparable, fairness_table, fairness_title

SWAP, KEEP = "S", "W"


class BalancingView(StageView):
    """A stage that shows whom the line starves."""

    async def act_fairness(self, row: str) -> None:
        """The table; its keys only where there is something to answer."""
        view, language = self.desk.view, self.desk.language
        if view.meeting.above is None:
            self.desk.say(_("the line is not drawn yet"), alarm=True)
            return
        check = view.fairness
        keys = []
        if comparable(check) and view.meeting.is_open:
            if check.swaps:
                keys.append((SWAP, _("swap")))
            if check.fairness.to_look_at:
                keys.append((KEEP, _("keep, say why")))
        answer = await self.desk.show_lines(
            fairness_title(view), lambda width: fairness_table(view, width, language), keys
        )
        if answer == SWAP:
            await self._swap()
        elif answer == KEEP:
            await self._keep()

    async def _swap(self) -> None:
        offered = self.desk.view.fairness.swaps
        department: str | None = offered[0].department
        if len(offered) > 1:
            choices = [(swap.department, swap.department) for swap in offered]
            department = await self.desk.choose(_("swap for which department?"), choices)
        if department:
            self.desk.do(SwapRows(department))

    async def _keep(self) -> None:
        names = listed(row.department for row in self.desk.view.fairness.fairness.to_look_at)
        sentence = await self.desk.ask(
            _("the list stays as it is ({names} waits): why?", names=names)
        )
        if sentence and sentence.strip():
            self.desk.do(Keep(sentence))
