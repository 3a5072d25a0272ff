"""The desk menu of numbers: imported when Django is ready."""

from yugong.kernel.permissions import Permission as P
from yugong.ui import menus
from yugong.ui.menus import Entry

menus.desk.add(Entry("numbers", "organise", "chart-column", "指标", "desk_numbers", P.MEASURE_VIEW, order=8))
