import Catalog
import Values

/// A tool with its schemas already written, because four kinds of list are made of the same parts.
struct DescribedTool {
  private let tool: Tool
  private let inputSchema: [UInt8]
  private let outputSchema: [UInt8]
  private let annotations: [UInt8]

  init(_ tool: Tool) {
    self.tool = tool
    inputSchema = tool.inputSchema.encoded()
    outputSchema = tool.outputSchema.encoded()
    annotations = tool.annotations.encoded()
  }

  /// How much memory an entry needs, about.
  var byteCount: Int {
    inputSchema.count + outputSchema.count + annotations.count + tool.description.utf8.count + 128
  }

  /// Writes the entry of `tools/list`, with the members that the version knows.
  func write(to writer: inout JSONWriter, rules: ProtocolRules) {
    writer.beginObject()
    writer.member("name", tool.name)
    if rules.hasToolTitle { writer.member("title", tool.title) }
    writer.member("description", tool.description)
    writer.key("inputSchema")
    writer.raw(inputSchema[...])
    if rules.hasStructuredContent {
      writer.key("outputSchema")
      writer.raw(outputSchema[...])
    }
    if rules.hasToolAnnotations {
      writer.key("annotations")
      writer.raw(annotations[...])
    }
    writer.endObject()
  }
}
