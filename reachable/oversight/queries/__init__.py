"""What can be asked of oversight: every gate of one incident at once, and figures over several."""

from .board import BoardLine, gate_board
from .report_parts import Asked, Bar, Drawing, Figures, Report
from .reports import report
from .way_back import MineHere, WayBack, way_back, way_back_of_mine

__all__ = [
    "Asked",
    "Bar",
    "BoardLine",
    "Drawing",
    "Figures",
    "MineHere",
    "Report",
    "WayBack",
    "gate_board",
    "report",
    "way_back",
    "way_back_of_mine",
]
