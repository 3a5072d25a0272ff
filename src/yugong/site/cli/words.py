"""What the console says when a command is written wrongly: a sentence in Chinese and how it is written."""

import argparse
import re
from typing import NoReturn

SAID = (
    (r"the following arguments are required: (.+)", "还要写：{0}。"),
    (r"unrecognized arguments: (.+)", "不认识“{0}”。"),
    (r"argument (.+): invalid choice: '(.*)' \(choose from (.+)\)", "{0} 没有“{1}”，可以写：{2}。"),
    (r"argument (.+): invalid \S+ value: '(.*)'", "{0} 不能写“{1}”，请核对写法。"),
    (r"argument (.+): expected .+", "{0} 后面要写一个值。"),
    (r"argument (.+): not allowed with argument (.+)", "{0} 和 {1} 只能写一个。"),
)


class Words(argparse.ArgumentParser):
    """A parser whose refusals are sentences; exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is written."""
        usage = " ".join(self.format_usage().removeprefix("usage: ").split())
        self.exit(2, f"{said(message)}\n写法：{usage}\n")


def said(message: str) -> str:
    """A message of argparse in Chinese; one that is not known stays as it is."""
    for pattern, sentence in SAID:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*(part.replace("'", "").replace(", ", "、") for part in found.groups()))
    return message
