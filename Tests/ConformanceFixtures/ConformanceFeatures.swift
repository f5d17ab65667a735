public import MCP

import Catalog
import Values

/// What the official conformance suite expects to find on a server (modelcontextprotocol/conformance, the
/// server scenarios): tools, resources and prompts that show one ability of the protocol each.
public enum ConformanceFeatures {
  /// The server that the suite is pointed at.
  public static let server = ServerDescription(
    name: "bulkhead-conformance", version: "1", instructions: "", tools: [], features: features)

  static let features: ServerFeatures = {
    var features = ServerFeatures()
    features.resources = resources
    features.prompts = prompts
    features.hostedTools = tools
    features.toolsChange = true
    features.promptsChange = true
    features.resourcesChange = true
    features.sendsLogs = true
    return features
  }()

  /// One red pixel, as PNG in Base64.
  static let image =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
  /// A sound of no length, as WAV in Base64.
  static let sound = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA="

  private static let tools: [HostedTool] =
    [
      HostedTool("test_simple_text", "Answers with a text."),
      HostedTool("test_image_content", "Answers with an image."),
      HostedTool("test_audio_content", "Answers with a sound."),
      HostedTool("test_embedded_resource", "Answers with a resource inside the answer."),
      HostedTool("test_multiple_content_types", "Answers with a text, an image and a resource."),
      HostedTool("test_tool_with_logging", "Writes three lines to the client's log."),
      HostedTool("test_tool_with_progress", "Reports its progress three times."),
      HostedTool("test_error_handling", "Always fails."),
      HostedTool("test_reconnection", "Answers a little later."),
      HostedTool(
        "test_sampling", "Has the client's model complete a text.", inputSchema: schema("prompt")),
      HostedTool("test_elicitation", "Asks the person for a text.", inputSchema: schema("message")),
      HostedTool("test_elicitation_sep1034_defaults", "Asks with a form that has defaults."),
      HostedTool("test_elicitation_sep1330_enums", "Asks with a form of choices."),
      HostedTool(
        "json_schema_2020_12_tool", "Has a schema with most words of JSON Schema 2020-12.",
        inputSchema: wideSchema),
      HostedTool(
        "test_missing_capability", "Needs a client that can have its model asked.",
        neededCapabilities: ["sampling"]),
      HostedTool("test_streaming_elicitation", "Says how far it is before it answers."),
      HostedTool("test_logging_tool", "Writes to the client's log, if the request wants to hear."),
      HostedTool(
        "test_mirrored_arguments", "Has arguments that HTTP headers repeat.", inputSchema: mirroredSchema),
      HostedTool("test_trigger_tool_change", "Says that the list of tools has changed."),
      HostedTool("test_trigger_prompt_change", "Says that the list of prompts has changed."),
    ]
    + [
      "elicitation", "sampling", "list_roots", "request_state", "multiple_inputs", "multi_round",
      "tampered_state", "capabilities",
    ].map { HostedTool("test_input_required_result_\($0)", "Needs something of the client first: \($0).") }

  private static func schema(_ name: String) -> JSON {
    [
      "type": "object",
      "properties": .object([JSON.Member(key: name, value: ["type": "string"])]),
      "required": [.string(name)],
    ]
  }

  private static let wideSchema: JSON = [
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": [
      "address": [
        "$anchor": "addressDef", "type": "object",
        "properties": ["street": ["type": "string"], "city": ["type": "string"]],
      ]
    ],
    "properties": [
      "name": ["type": "string"], "address": ["$ref": "#/$defs/address"],
      "contactMethod": ["type": "string", "enum": ["phone", "email"]], "phone": ["type": "string"],
      "email": ["type": "string"],
    ],
    "allOf": [["anyOf": [["required": ["phone"]], ["required": ["email"]]]]],
    "if": ["properties": ["contactMethod": ["const": "phone"]], "required": ["contactMethod"]],
    "then": ["required": ["phone"]],
    "else": ["required": ["email"]],
    "additionalProperties": false,
  ]

  private static let mirroredSchema: JSON = [
    "type": "object",
    "properties": [
      "region": ["type": "string", "x-mcp-header": "Region"],
      "limit": ["type": "integer", "x-mcp-header": "Limit"],
      "dry": ["type": "boolean", "x-mcp-header": "Dry"],
      "place": ["type": "object", "properties": ["zone": ["type": "string", "x-mcp-header": "Zone"]]],
      "note": ["type": "string"],
    ],
    "required": ["region"],
  ]

  private static let resources: [Resource] = [
    Resource(
      "test://static-text", name: "static-text", title: "A text", description: "A text that stays.",
      mimeType: "text/plain", content: .text { _ in "This is the content of the static text resource." }),
    Resource(
      "test://static-binary", name: "static-binary", title: "An image", description: "One pixel.",
      mimeType: "image/png", content: .host),
    Resource(
      "test://template/{id}/data", name: "template", title: "Data by id",
      description: "Data of the id in the address.",
      content: .text { values in
        let id = values["id"] ?? ""
        let data: JSON = ["id": .string(id), "templateTest": true, "data": .string("Data for ID: \(id)")]
        return String(decoding: data.encoded(), as: UTF8.self)
      }),
    Resource(
      "test://watched-resource", name: "watched-resource", title: "A text that changes",
      description: "A text whose changes can be heard of.", mimeType: "text/plain",
      content: .text { _ in "Watched resource content" }, isWatched: true),
  ]

  private static let prompts: [Prompt] = [
    Prompt(
      "test_simple_prompt", title: "A prompt", description: "A prompt without arguments.",
      content: .text { _ in "This is a simple prompt for testing." }),
    Prompt(
      "test_prompt_with_arguments", title: "A prompt with arguments", description: "Shows its arguments.",
      arguments: [
        Prompt.Argument("arg1", "The first.", isRequired: true),
        Prompt.Argument("arg2", "The second.", isRequired: true),
      ],
      content: .text { "Prompt with arguments: arg1='\($0["arg1"] ?? "")', arg2='\($0["arg2"] ?? "")'" }),
    Prompt(
      "test_prompt_with_embedded_resource", title: "A prompt with a resource",
      description: "Has a resource inside.",
      arguments: [Prompt.Argument("resourceUri", "Its address.", isRequired: true)], content: .host),
    Prompt(
      "test_prompt_with_image", title: "A prompt with an image", description: "Has an image inside.",
      content: .host),
    Prompt(
      "test_input_required_result_prompt", title: "A prompt that asks",
      description: "Needs an answer of the person first.", content: .host),
  ]
}
