import Catalog
import Values

/// A tool with its schemas already written, because four kinds of list are made of the same parts.
struct DescribedTool {
  let name: String
  private let title: String?
  private let description: String
  private let inputSchema: [UInt8]
  private let outputSchema: [UInt8]?
  private let annotations: [UInt8]?
  /// The same without the title, for versions where the entry has it.
  private let untitledAnnotations: [UInt8]?
  /// What headers repeat of a call's arguments.
  let mirrored: [MirroredParameter]

  init(_ tool: Tool) {
    name = tool.name
    title = tool.title
    description = tool.description
    let schema = tool.inputSchema
    inputSchema = schema.encoded()
    mirrored = MirroredParameter.all(in: schema)
    outputSchema = tool.outputSchema.encoded()
    annotations = tool.annotations.encoded()
    if case .object(let members) = tool.annotations {
      untitledAnnotations = JSON.object(members.filter { $0.key != "title" }).encoded()
    } else {
      untitledAnnotations = nil
    }
  }

  init(_ tool: HostedTool) {
    name = tool.name
    title = nil
    description = tool.description
    inputSchema = tool.inputSchema.encoded()
    mirrored = MirroredParameter.all(in: tool.inputSchema)
    outputSchema = nil
    annotations = nil
    untitledAnnotations = nil
  }

  /// How much memory an entry needs, about.
  var byteCount: Int {
    inputSchema.count + (outputSchema?.count ?? 0) + (annotations?.count ?? 0) + description.utf8.count + 128
  }

  /// Writes the entry of `tools/list`, with the members that the version knows.
  func write(to writer: inout JSONWriter, rules: ProtocolRules) {
    writer.beginObject()
    writer.member("name", name)
    if rules.hasToolTitle, let title { writer.member("title", title) }
    writer.member("description", description)
    writer.key("inputSchema")
    writer.raw(inputSchema[...])
    if rules.hasStructuredContent, let outputSchema {
      writer.key("outputSchema")
      writer.raw(outputSchema[...])
    }
    if rules.hasToolAnnotations, let annotations = rules.hasToolTitle ? untitledAnnotations : annotations {
      writer.key("annotations")
      writer.raw(annotations[...])
    }
    writer.endObject()
  }
}
