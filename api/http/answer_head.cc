#include "api/http/answer_head.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace anxin::http {
namespace {

struct Phrase {
  int status;
  std::string_view words;
};
// RFC 9110, 15; clients do not read them.
constexpr std::array kPhrases{Phrase{200, "OK"},
                              Phrase{201, "Created"},
                              Phrase{202, "Accepted"},
                              Phrase{204, "No Content"},
                              Phrase{304, "Not Modified"},
                              Phrase{400, "Bad Request"},
                              Phrase{401, "Unauthorized"},
                              Phrase{403, "Forbidden"},
                              Phrase{404, "Not Found"},
                              Phrase{405, "Method Not Allowed"},
                              Phrase{408, "Request Timeout"},
                              Phrase{409, "Conflict"},
                              Phrase{411, "Length Required"},
                              Phrase{412, "Precondition Failed"},
                              Phrase{413, "Content Too Large"},
                              Phrase{415, "Unsupported Media Type"},
                              Phrase{422, "Unprocessable Content"},
                              Phrase{428, "Precondition Required"},
                              Phrase{429, "Too Many Requests"},
                              Phrase{431, "Request Header Fields Too Large"},
                              Phrase{500, "Internal Server Error"},
                              Phrase{503, "Service Unavailable"}};

std::string_view phrase_of(int status) {
  const auto* found = std::find_if(kPhrases.begin(), kPhrases.end(),
                                   [&](const Phrase& one) { return one.status == status; });
  return found != kPhrases.end() ? found->words : "Answered";
}

// What frames the answer and ends the connection is ours to say.
bool ours_to_say(std::string_view name) {
  constexpr std::array<std::string_view, 4> own{"content-length", "transfer-encoding", "connection",
                                                "keep-alive"};
  return std::find(own.begin(), own.end(), name) != own.end();
}

bool splits(std::string_view text) { return text.find_first_of("\r\n") != std::string_view::npos; }

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

Framing framing_of(const Response& response, bool chunks) {
  if (response.status == 204 || response.status == 304) return Framing::none;
  if (!response.stream) return Framing::length;
  return chunks ? Framing::chunks : Framing::end;
}

void append_head(std::string& out, const Response& response, Ending ending) {
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                 phrase_of(response.status));
  for (const auto& [name, value] : response.headers) {
    if (!ours_to_say(name) && !splits(name) && !splits(value)) append_header(out, name, value);
  }
  if (ending.framing == Framing::length) {
    append_header(out, "Content-Length", std::to_string(response.body.size()));
  }
  if (ending.framing == Framing::chunks) append_header(out, "Transfer-Encoding", "chunked");
  if (ending.persistence == Persistence::close) append_header(out, "Connection", "close");
  out += "\r\n";
}

void append_piece(std::string& out, std::string_view piece, Framing framing) {
  if (framing != Framing::chunks) {
    out += piece;
    return;
  }
  fmt::format_to(std::back_inserter(out), "{:x}\r\n", piece.size());
  out.append(piece).append("\r\n");
}

void append_end(std::string& out, Framing framing) {
  if (framing == Framing::chunks) out += "0\r\n\r\n";
}

}  // namespace anxin::http
