/** What is wrong with a file to import, and the way out. */
export const fileProblems: Readonly<Record<string, string>> = {
  "there is no file '{}'": '没有文件“{}”',
  "'{}' is larger than 20 MiB, which no article is": '“{}”超过 20 MiB，文章不会这么大',
  "'{}' holds no text": '“{}”没有文字',
  'Check the path.': '请检查路径。',
  'Import its chapters as files of their own.': '请把各章作为单独的文件导入。',
  'Export or save it again.': '请重新导出或保存。',
  "'{}' is a PDF document without text: its pages are pictures": '“{}”是没有文字的 PDF：页面都是图片',
  "'{}' cannot be read as a PDF document": '“{}”无法作为 PDF 读取',
  'Run it through text recognition first, or import the text as Markdown.': '请先做文字识别，或以 Markdown 导入文字。',
  'It may be damaged or locked with a password: save it again without one, or import the text as Markdown.':
    '文件可能已损坏或有密码：请去掉密码重新保存，或以 Markdown 导入文字。',
  "there is no preset '{}'": '没有预设“{}”',
  'Presets: {}.': '预设有：{}。',
  "there is no kind '{}'": '没有种类“{}”',
  'preset {} builds its rows itself and takes no mapping': '预设 {} 自行组成各行，不接受映射',
  "'{}' is no file that preset {} knows: its columns are {}": '“{}”不是预设 {} 认识的文件：其列为 {}',
  "'{}' could be {} or {}": '“{}”可能是 {} 或 {}',
  "'{}' shows no kind of data that Kith knows": '“{}”看不出是 Kith 认识的哪类数据',
  "'{}' looks most like {}, but no column was found for {}": '“{}”最像 {}，但没有找到对应 {} 的列',
  'Kinds: {}.': '种类有：{}。',
  'Leave --map out, or leave --preset out and say --as {} with --map for each field.':
    '请不写 --map，或不写 --preset 而用 --as {} 并为每个字段写 --map。',
  'The preset takes: {}. Without --preset the columns are matched by name.':
    '该预设接受：{}。不写 --preset 则按列名匹配。',
  'Say which: --as {} or --as {}. Its columns: {}.': '请指明：--as {} 或 --as {}。其列为：{}。',
  'Its columns: {}. Say --as KIND. Kinds: {}.': '其列为：{}。请用 --as KIND 指明种类。种类有：{}。',
  'Its columns: {}. Say --as {} --map {}, or another --as KIND. Kinds: {}.':
    '其列为：{}。请写 --as {} --map {}，或换一个 --as KIND。种类有：{}。',
  'Its first row looks like data, not like names ({}); its columns by position: {}. Say --as KIND. Kinds: {}.':
    '首行像数据而不像列名（{}）；按位置的列为：{}。请用 --as KIND 指明种类。种类有：{}。',
  'Its first row looks like data, not like names ({}); its columns by position: {}. Say --as {} --map {}, or another --as KIND. Kinds: {}.':
    '首行像数据而不像列名（{}）；按位置的列为：{}。请写 --as {} --map {}，或换一个 --as KIND。种类有：{}。',
  "'{}' is not a field of {}": '“{}”不是 {} 的字段',
  "the file has no column '{}'": '文件没有列“{}”',
  'Fields of {}: {}.': '{} 的字段：{}。',
  'Its columns: {}. Columns can also be named by position: #1 to #{}.': '其列为：{}。也可按位置指定：#1 到 #{}。',
  "'{}' is empty": '“{}”是空的',
  'Export the file again.': '请重新导出文件。',
  "'{}' holds no record that can be read": '“{}”没有可读取的记录',
  "'{}' is a folder, not a file": '“{}”是文件夹，不是文件',
  "'{}' is not a regular file": '“{}”不是普通文件',
  "'{}' became shorter while it was read": '“{}”在读取时变短了',
  "no permission to read '{}'": '没有读取“{}”的权限',
  "'{}' is cut off: its compressed data ends too early": '“{}”不完整：压缩数据提前结束',
  "'{}' begins like a .gz file, but its compressed data is damaged": '“{}”开头像 .gz 文件，但压缩数据已损坏',
  "'{}' could not be read: {}": '“{}”无法读取：{}',
  'Name its files one by one, for example: {}/*.csv': '请逐个写出其中的文件，例如：{}/*.csv',
  'Save the data to a file first: an import reads it twice, once to detect and once to load.':
    '请先把数据存为文件：导入要读两遍，一遍识别，一遍载入。',
  'Wait until the program that writes it is done, then import it again: rows already in are not doubled.':
    '请等写入它的程序结束后再导入：已导入的行不会重复。',
  'Check the path; it is taken from the folder in which the command runs.': '请检查路径；它从运行命令的文件夹算起。',
  "Let the user that runs Kith read it, for example: chmod a+r '{}'": "请让运行 Kith 的用户可读，例如：chmod a+r '{}'",
  'Copy or download it again; `gzip -t FILE` tells whether it is whole. Importing it again doubles nothing.':
    '请重新复制或下载；`gzip -t FILE` 可检查是否完整。再次导入不会重复。',
  'Copy or download it again; `gzip -t FILE` tells whether it is whole.':
    '请重新复制或下载；`gzip -t FILE` 可检查是否完整。',
  'the import of {} was stopped': '{} 的导入已停止',
  'What was read is kept; import the file again to go on from there.':
    '已读取的内容会保留；再次导入该文件即从那里继续。',
  'there is no space left on the disk to import {}': '磁盘空间不足，无法导入 {}',
  'the store is busy, so {} could not be imported further': '数据正忙，{} 无法继续导入',
  'All rows reported so far are kept. Make space, then import the file again: it goes on from there.':
    '已报告的行都会保留。请腾出空间后再次导入该文件，即从那里继续。',
  'All rows reported so far are kept. Import the file again: it goes on from there.':
    '已报告的行都会保留。再次导入该文件即从那里继续。',
  "'{}' is a ZIP archive or an Excel workbook (.xlsx), which cannot be imported":
    '“{}”是ZIP 压缩包或 Excel 工作簿（.xlsx），无法导入',
  "'{}' is an empty ZIP archive, which cannot be imported": '“{}”是空的 ZIP 压缩包，无法导入',
  "'{}' is an old Excel or Office file (.xls), which cannot be imported":
    '“{}”是旧版 Excel 或 Office 文件（.xls），无法导入',
  "'{}' is a picture (PNG), which cannot be imported": '“{}”是图片（PNG），无法导入',
  "'{}' is a picture (JPEG), which cannot be imported": '“{}”是图片（JPEG），无法导入',
  "'{}' is a picture (GIF), which cannot be imported": '“{}”是图片（GIF），无法导入',
  "'{}' is a PDF document, which cannot be imported": '“{}”是PDF 文档，无法导入',
  "'{}' is a SQLite database, which cannot be imported": '“{}”是SQLite 数据库，无法导入',
  "'{}' is a Parquet file, which cannot be imported": '“{}”是Parquet 文件，无法导入',
  "'{}' is a 7-Zip archive, which cannot be imported": '“{}”是7-Zip 压缩包，无法导入',
  "'{}' is a RAR archive, which cannot be imported": '“{}”是RAR 压缩包，无法导入',
  "'{}' is a bzip2 file, which cannot be imported": '“{}”是bzip2 文件，无法导入',
  "'{}' is an xz file, which cannot be imported": '“{}”是xz 文件，无法导入',
  "'{}' is a zstd file, which cannot be imported": '“{}”是zstd 文件，无法导入',
  "'{}' is a program, which cannot be imported": '“{}”是程序，无法导入',
  "'{}' is a web page (HTML), which cannot be imported": '“{}”是网页（HTML），无法导入',
  "'{}' is an XML document, which cannot be imported": '“{}”是XML 文档，无法导入',
  "'{}' is a JSON list, which cannot be imported": '“{}”是JSON 列表，无法导入',
  "'{}' is a JSON document, which cannot be imported": '“{}”是JSON 文档，无法导入',
  "'{}' is binary data, which cannot be imported": '“{}”是二进制数据，无法导入',
  'In the spreadsheet program choose "Save as" and CSV UTF-8, then import that file. If it is an archive: Unpack it and import the files inside.':
    '请在表格软件中选择“另存为”CSV UTF-8，再导入该文件。如果是压缩包：请解压后导入其中的文件。',
  'In the spreadsheet program choose "Save as" and CSV UTF-8, then import that file.':
    '请在表格软件中选择“另存为”CSV UTF-8，再导入该文件。',
  'Unpack it and import the files inside.': '请解压后导入其中的文件。',
  'Kith reads CSV, TSV and JSONL, plain or as .gz.': 'Kith 可读取 CSV、TSV 和 JSONL，原样或 .gz 均可。',
  'Ask for the data as CSV: figures cannot be read out of a printed page safely.':
    '请索取 CSV 格式的数据：无法可靠地从打印页面读取数字。',
  'Export the table as CSV first.': '请先把表导出为 CSV。',
  'Convert it to CSV or JSONL first.': '请先转换为 CSV 或 JSONL。',
  'Unpack it, or pack it as .gz.': '请解压，或改用 .gz 压缩。',
  'The download may have asked you to sign in: open the file to see.': '下载时可能要求登录：请打开文件查看。',
  'Export the data as CSV instead.': '请改为导出 CSV。',
  "Write one object per line (JSONL), for example with: jq -c '.[]' FILE > FILE.jsonl":
    "请每行写一个对象（JSONL），例如：jq -c '.[]' FILE > FILE.jsonl",
  'Write one object per line (JSONL), for example with: jq -c . FILE > FILE.jsonl':
    '请每行写一个对象（JSONL），例如：jq -c . FILE > FILE.jsonl',
  'Kith reads CSV, TSV (also with ; or | or columns apart by blanks) and JSONL, plain or as .gz.':
    'Kith 可读取 CSV、TSV（也可用 ; 或 | 或空白分隔）和 JSONL，原样或 .gz 均可。',
}
