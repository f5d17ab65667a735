internal import Catalog
public import LinuxIO
internal import Values

/// `bulkhead tools`: what the server can do, from the table and without starting it.
public enum ToolsCommand {
  /// Prints the tools.
  public static func run(_ options: ToolsOptions) -> ExitCode {
    if options.isJSON {
      StandardStream.output.write(json() + [UInt8(ascii: "\n")])
    } else {
      let lines = lines(width: OutputWidth.columns(), palette: .forOutput())
      StandardStream.output.write(lines.joined(separator: "\n") + "\n")
    }
    return .success
  }

  /// The tools as lines, by group: the name and what it gives, then arguments and weight.
  static func lines(width: Int, palette: Palette) -> [String] {
    let tools = Catalog.tools
    let nameWidth = tools.map(\.name.count).max() ?? 0
    let room = max(20, width - nameWidth - 4)
    var lines: [String] = []
    for group in ToolGroup.allCases {
      let members = tools.filter { $0.group == group }
      if members.isEmpty { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(palette.paint(group.rawValue, .bold))
      for tool in members {
        let name = palette.paint(DisplayWidth.fitted(tool.name, width: nameWidth), .accent)
        lines.append("  \(name)  \(DisplayWidth.clipped(tool.summary, width: room))")
        let margin = String(repeating: " ", count: nameWidth + 4)
        lines += WrappedText.lines(details(of: tool), width: room).map { margin + palette.paint($0, .dim) }
      }
    }
    lines += [
      "",
      "\(tools.count) tools. Arguments with * are required; weight is what a call takes of the 6,000 a",
      "minute that the exchange grants an address. More about one: bulkhead help TOOL",
    ]
    return lines
  }

  private static func details(of tool: Tool) -> String {
    let arguments = tool.parameters.map { $0.isRequired ? "\($0.name)*" : $0.name }
    let weights = tool.endpoints.map(\.weight.summary)
    let weight = Set(weights).count == 1 ? weights[0] : weights.joined(separator: " or ")
    return (arguments.isEmpty ? "no arguments" : arguments.joined(separator: " "))
      + " · " + (weights.isEmpty ? "asks the exchange nothing" : "weight \(weight)")
  }

  /// The result of `tools/list`, as one line.
  static func json() -> [UInt8] {
    let tools: [JSON] = Catalog.tools.map { tool in
      [
        "name": .string(tool.name), "title": .string(tool.title), "description": .string(tool.description),
        "inputSchema": tool.inputSchema, "outputSchema": tool.outputSchema, "annotations": tool.annotations,
      ]
    }
    return TerminalText.escapedJSON(JSON.object([.init(key: "tools", value: .array(tools))]).encoded())
  }
}
