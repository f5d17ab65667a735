import HTTP

/// Messages that several suites work on.
enum Samples {
  /// A stream of four requests: no body, a length, chunks with extensions and trailers, HTTP/1.0.
  static let requests = """
    GET /api/v3/depth?symbol=BTCUSDT&limit=5 HTTP/1.1\r
    Host: 127.0.0.1:8080\r
    X-Note:\t caf\u{E9} \r
    \r
    POST /api/v3/order HTTP/1.1\r
    host: localhost\r
    Content-Length: 11\r
    \r
    a=1&b=2\r\n\r\nPUT /chunks HTTP/1.1\r
    Host: [::1]:80\r
    Transfer-Encoding: chunked\r
    \r
    5;name="value"\r
    hello\r
    00a \t;x\r
    , chunks!!\r
    0\r
    Content-Length: 99\r
    Host: elsewhere\r
    \r
    \r
    DELETE /last HTTP/1.0\r
    Connection: foo, Keep-Alive\r
    \r

    """

  /// A stream of replies: interim ones, a length, chunks, no content, and one that the end of the stream
  /// ends.
  static let replies = """
    HTTP/1.1 100 Continue\r
    \r
    HTTP/1.1 103 Early Hints\r
    Link: </style.css>\r
    \r
    HTTP/1.1 200 OK\r
    Content-Length: 15\r
    X-MBX-USED-WEIGHT-1M: 12\r
    \r
    {"price":"1.0"}HTTP/1.1 418 I'm a teapot\r
    Transfer-Encoding: chunked\r
    Retry-After: 60\r
    \r
    1\r
    {\r
    1\r
    }\r
    0\r
    \r
    HTTP/1.1 204 No Content\r
    \r
    HTTP/1.1 304\r
    Content-Length: 999\r
    \r
    HTTP/1.0 502 \r
    Server: nginx\r
    \r
    <html>until the end
    """

  static let requestBytes = Array(requests.utf8)
  static let replyBytes = Array(replies.utf8)
}
