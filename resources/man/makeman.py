"""Makes one manual page of a source in Markdown: usage: makeman.py PAGE SECTION DATE SOURCE [NAME=FILE…]

A line `@NAME@` of the source is replaced by the file given for it: text in man(7) markup where it begins with a dot, an
option list as `--help` prints it, or another Markdown source otherwise. So what a program, the table of commands or
docs/configuration.md says is said once.

Markdown is understood as far as our documents use it: headings, paragraphs, lists, indented code, tables and the marks
within a line. A table becomes a list: its first column is the term, the second and third are in brackets after it where
they are headed "type" and "default".
"""

import re
import sys

OPTION = re.compile(r"^ {0,2}(-[^\s,]+(?:, -\S+)?(?: <?[A-Z]+>?)?)\s+(?:-- )?(.*)$")


def escape(text):
    """Text as it is, with nothing for troff to obey."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def inline(text):
    """A line's marks: `code`, **bold** and [links](to)."""
    out = []
    for part in re.split(r"(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))", text):
        if part.startswith("`"):
            out.append("\\fB" + escape(part[1:-1]).replace("\\&", "") + "\\fR")
        elif part.startswith("**"):
            out.append("\\fB" + escape(part[2:-2]) + "\\fR")
        elif re.fullmatch(r"\[[^\]]+\]\([^)]+\)", part):
            out.append(escape(part[1:part.index("]")]))
        else:
            out.append(escape(part).replace("\\-", "-"))
    line = "".join(out)
    return "\\&" + line if line.startswith((".", "'")) else line


def cells(line):
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def table(lines):
    head = cells(lines[0])
    out = []
    for line in lines[2:]:
        row = cells(line)
        named = dict(zip(head, row))
        if "type" in head and "default" in head:
            default = named["default"]
            note = default if default == "required" else "default: " + default
            out += [".TP", f"{inline(row[0])} ({inline(named['type'])}; {inline(note)})"]
            rest = row[3:]
        else:
            out += [".TP", inline(row[0])]
            rest = row[1:]
        out.append(inline("; ".join(cell for cell in rest if cell)) or "\\&")
    return out


def options(text):
    """The options of a --help, without what is before and after them."""
    out = []
    for line in text.splitlines():
        match = OPTION.match(line)
        if match:
            names, _, value = re.sub(r"[<>]", "", match.group(1)).replace(", ", "/").partition(" ")
            shown = ", ".join(f"\\fB{escape(name)}\\fR" for name in names.split("/"))
            out += [".TP", shown + (f" \\fI{value}\\fR" if value else ""), inline(match.group(2))]
        elif out and line.startswith("    "):
            out.append(inline(line.strip()))
        elif out:
            break
    return out


def markdown(text, level=0):
    """`level` is added to the headings'; a first heading of a text within another is left out."""
    out = []
    lines = text.splitlines()
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.strip():
            index += 1
        elif line.startswith("#"):
            depth = len(line) - len(line.lstrip("#")) + level
            title = line.lstrip("#").strip()
            if depth == 1:
                out.append(".SH " + escape(title.upper()))
            elif depth > 1 + level:
                out.append('.SS "' + inline(title) + '"')
            index += 1
        elif line.startswith("|"):
            end = index
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            out += table(lines[index:end])
            index = end
        elif line.startswith("    "):
            out += [".PP", ".RS 4", ".nf"]
            while index < len(lines) and (lines[index].startswith("    ") or not lines[index].strip()):
                out.append(escape(lines[index][4:]) or ".sp" if lines[index].strip() else ".sp")
                index += 1
            while out[-1] == ".sp":
                out.pop()
            out += [".fi", ".RE"]
        elif line.startswith("- "):
            out += [".IP \\(bu 2", inline(line[2:])]
            index += 1
            while index < len(lines) and lines[index].startswith("  "):
                out.append(inline(lines[index].strip()))
                index += 1
        else:
            out.append(".PP")
            while index < len(lines) and lines[index].strip() and not re.match(r"[#|]|- |    ", lines[index]):
                out.append(inline(lines[index].strip()))
                index += 1
    # A paragraph right after a heading needs no mark of its own.
    return [line for number, line in enumerate(out)
            if not (line == ".PP" and (not number or out[number - 1].startswith((".SH", ".SS"))))]


def included(text):
    if text.startswith("."):
        return text.splitlines()
    if "Usage:" in text:
        return options(text)
    return markdown(text, level=1)


def page(name, section, date, source, files):
    out = [f'.TH {name.upper()} {section} {date} Kantoku', ".nh", ".ad l"]
    block = []

    def flush():
        out.extend(markdown("\n".join(block)))
        block.clear()

    for line in source.splitlines():
        match = re.fullmatch(r"@(\w+)@", line)
        if match:
            flush()
            out.extend(included(files[match.group(1)]))
        else:
            block.append(line)
    flush()
    return "\n".join(out) + "\n"


def main():
    name, section, date, source, *rest = sys.argv[1:]
    files = {}
    for item in rest:
        key, path = item.split("=", 1)
        with open(path, encoding="utf-8") as file:
            files[key] = file.read()
    with open(source, encoding="utf-8") as file:
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(page(name, section, date, file.read(), files))


if __name__ == "__main__":
    main()
