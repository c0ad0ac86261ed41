"""Writes the workbooks of this folder: openpyxl writes the cells, LibreOffice computes the formulas and writes the file again.

    python3 make_fixtures.py OUTPUT_FOLDER

needs openpyxl and soffice.
"""
import datetime as dt
import pathlib
import subprocess
import sys
import tempfile

import openpyxl
from openpyxl.worksheet.table import Table

DAY = dt.timedelta(days=1)


def months(sheet, row, column):
    for month in range(12):
        cell = sheet.cell(row + month, column, dt.datetime(2024, 1 + month, 1))
        cell.number_format = "[$-407]MMM\\ YY;@"


def report(book):
    """A title, blank rows and columns, an id of 16 digits, percents, a source below, and two more sheets."""
    sheet = book.active
    sheet.title = "Q1 report"
    sheet["B2"] = "Monthly sales"
    for column, name in enumerate(["month", "store", "sales", "share"]):
        sheet.cell(4, 2 + column, name)
    months(sheet, 5, 2)
    for month in range(12):
        sheet.cell(5 + month, 3, 1234567890123456)
        sheet.cell(5 + month, 4, 100.1 + month / 3)
        sheet.cell(5 + month, 5, 0.12 + month / 100).number_format = "0.0%"
    sheet["B18"] = "Source: the shop"
    book.create_sheet("Notes")["A1"] = "Written by hand."
    other = book.create_sheet("Stock")
    other.append(["date", "y"])
    for day in range(5):
        other.append([dt.date(2024, 1, 1) + day * DAY, day + 1])
    hidden = book.create_sheet("Secret")
    hidden.append(["date", "y"])
    for day in range(5):
        hidden.append([dt.date(2023, 1, 1) + day * DAY, 10 * day])
    hidden.sheet_state = "hidden"


def merged_header(book):
    """Two lines of names, of which the upper is merged."""
    sheet = book.active
    sheet.append(["date", "Sales", None, "Costs", None])
    sheet.append([None, "North", "South", "North", "South"])
    for cells in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(cells)
    for day in range(10):
        sheet.append([dt.date(2024, 1, 1) + day * DAY, day, day * 2.5, day + 1, day + 2])


def merged_ids(book):
    """A shop merged over its rows, and moments with seconds."""
    sheet = book.active
    sheet.append(["store", "at", "y"])
    for place, store in enumerate("abc"):
        for hour in range(8):
            moment = dt.datetime(2024, 1, 1, 12, 30, 15) + hour * dt.timedelta(hours=1)
            sheet.append([store if hour == 0 else None, moment, hour * (place + 1) + 0.5])
        sheet.merge_cells(start_row=2 + 8 * place, end_row=9 + 8 * place, start_column=1, end_column=1)


def formulas(book):
    """Formulas with numbers, texts, truth values and errors."""
    sheet = book.active
    sheet.append(["date", "y", "ratio", "open"])
    for day in range(10):
        row = day + 2
        sheet.append([f"=DATE(2024,1,{day + 1})", f"={day}*1.5", f"=B{row}/{day % 3}", f"=B{row}>5"])
        sheet.cell(row, 1).number_format = "yyyy-mm-dd"


def mac(book):
    """Days counted from 1904."""
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.append(["date", "y"])
    for day in range(10):
        sheet.append([dt.date(2024, 2, 25) + day * DAY, day])


def filtered(book):
    """A table with a row of totals, and rows that a filter hides."""
    sheet = book.active
    sheet.append(["date", "y"])
    for day in range(10):
        sheet.append([dt.date(2024, 1, 1) + day * DAY, day + 1])
    sheet.append(["Total", 55])
    table = Table(displayName="Sales", ref="A1:B12", totalsRowCount=1)
    sheet.add_table(table)
    for row in (3, 4):
        sheet.row_dimensions[row].hidden = True


def wide(book):
    """A row a product, a column a month."""
    sheet = book.active
    sheet.append(["product"] + [dt.date(2024, month, 1) for month in range(1, 13)])
    for cell in sheet[1][1:]:
        cell.number_format = "mmm\\-yy"
    for place, product in enumerate(["00123", "00456"]):
        sheet.append([product] + [10 * place + month for month in range(12)])


def clocks(book):
    """A day and a time of the day apart, and a span of hours."""
    sheet = book.active
    sheet.append(["date", "time", "kWh", "worked"])
    for hour in range(48):
        sheet.append([dt.date(2024, 1, 1) + (hour // 24) * DAY, dt.time(hour % 24), hour / 7, dt.timedelta(hours=hour)])
        sheet.cell(hour + 2, 2).number_format = "hh:mm"
        sheet.cell(hour + 2, 4).number_format = "[h]:mm"


def convert(form, folder, path):
    subprocess.run(["soffice", "--headless", "--convert-to", form, "--outdir", folder, path], check=True, stdout=subprocess.DEVNULL)


def main(folder):
    with tempfile.TemporaryDirectory() as scratch:
        for build in (report, merged_header, merged_ids, formulas, mac, filtered, wide, clocks):
            book = openpyxl.Workbook()
            build(book)
            name = build.__name__.replace("_", "-")
            book.save(f"{scratch}/{name}-libreoffice.xlsx")
            convert("xlsx:Calc MS Excel 2007 XML", folder, f"{scratch}/{name}-libreoffice.xlsx")
            if build not in (formulas, merged_ids):
                book.save(pathlib.Path(folder) / f"{name}-openpyxl.xlsx")
        book = openpyxl.Workbook()
        merged_header(book)
        book.save(f"{scratch}/merged-header.xlsx")
        for other in ("ods", "xls"):
            convert(other, folder, f"{scratch}/merged-header.xlsx")


main(sys.argv[1])
