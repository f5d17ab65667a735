import Catalog
import Values

/// The entries of the lists of resources and prompts, and what is read.
extension JSONWriter {
  /// An entry of `resources/list` or `resources/templates/list`.
  mutating func entry(of resource: Resource, _ rules: ProtocolRules) {
    beginObject()
    member(resource.pattern.isTemplate ? "uriTemplate" : "uri", resource.pattern.text)
    member("name", resource.name)
    if rules.hasToolTitle { member("title", resource.title) }
    member("description", resource.description)
    member("mimeType", resource.mimeType)
    endObject()
  }

  /// An entry of `prompts/list`.
  mutating func entry(of prompt: Prompt, _ rules: ProtocolRules) {
    beginObject()
    member("name", prompt.name)
    if rules.hasToolTitle { member("title", prompt.title) }
    member("description", prompt.description)
    if !prompt.arguments.isEmpty {
      key("arguments")
      beginArray()
      for argument in prompt.arguments {
        beginObject()
        member("name", argument.name)
        member("description", argument.description)
        member("required", argument.isRequired)
        endObject()
      }
      endArray()
    }
    endObject()
  }

  /// The member `contents` of a result of `resources/read`, with one text.
  mutating func contents(_ address: String, _ mimeType: String, text: (inout JSONWriter) -> Void) {
    key("contents")
    beginArray()
    beginObject()
    member("uri", address)
    member("mimeType", mimeType)
    key("text")
    text(&self)
    endObject()
    endArray()
  }
}
