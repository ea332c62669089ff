#include "api/http/head.h"

#include <algorithm>
#include <array>
#include <limits>

#include "ledger/base/text.h"

namespace anxin::http {
namespace {

// Browsers send some 15, a proxy adds 5.
constexpr std::size_t kHeadersMax = 100;
constexpr std::string_view kCrLf = "\r\n";

bool control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

bool token_char(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

char lower_char(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower_char);
  return out;
}

std::string_view trim_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Cuts the first line off, without its CR LF, which look_for_head() has seen.
std::string_view take_line(std::string_view& bytes) {
  const auto end = bytes.find(kCrLf);
  const auto line = bytes.substr(0, end);
  bytes.remove_prefix(end + kCrLf.size());
  return line;
}

std::optional<Method> method_of(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Method>, 7> methods{
      {{"GET", Method::get},
       {"HEAD", Method::head},
       {"POST", Method::post},
       {"PUT", Method::put},
       {"PATCH", Method::patch},
       {"DELETE", Method::remove},
       {"OPTIONS", Method::options}}};
  for (const auto& [name, method] : methods) {
    if (name == word) return method;
  }
  return std::nullopt;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower_char(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

enum class Plus : std::uint8_t { itself, space };

// Nothing for a broken escape and for control characters, NUL above all.
std::optional<std::string> decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i] == '+' && plus == Plus::space ? ' ' : text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (control(c)) return std::nullopt;
    out.push_back(c);
  }
  return out;
}

// A decoded separator or a step upwards means another place to whoever routes by the raw target.
bool walks(std::string_view raw, std::string_view decoded) {
  if (std::count(raw.begin(), raw.end(), '/') != std::count(decoded.begin(), decoded.end(), '/')) {
    return true;
  }
  if (decoded.find('\\') != std::string_view::npos) return true;
  const auto parts = split(decoded, '/');
  return std::any_of(parts.begin(), parts.end(),
                     [](std::string_view part) { return part == "." || part == ".."; });
}

bool read_query(std::string_view query, RequestHead& head) {
  if (query.empty()) return true;
  for (const auto pair : split(query, '&')) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto name = decode(pair.substr(0, equals), Plus::space);
    const auto value = equals == std::string_view::npos
                           ? std::string()
                           : decode(pair.substr(equals + 1), Plus::space);
    if (!name || !value) return false;
    head.query.emplace_back(*name, *value);
  }
  return true;
}

bool read_target(std::string_view target, RequestHead& head) {
  if (target.empty() || target.front() != '/') return false;
  const auto plain = [](char c) { return c > ' ' && c < 0x7F && c != '#'; };
  if (!std::all_of(target.begin(), target.end(), plain)) return false;
  const auto mark = target.find('?');
  const auto raw = target.substr(0, mark);
  auto path = decode(raw, Plus::itself);
  if (!path || walks(raw, *path)) return false;
  head.path = std::move(*path);
  return mark == std::string_view::npos || read_query(target.substr(mark + 1), head);
}

// METHOD SP target SP HTTP/1.x, one space each.
std::optional<Reason> read_request_line(std::string_view line, ReadHead& read,
                                        const Limits& limits) {
  const auto words = split(line, ' ');
  if (words.size() > 1 && words[1].size() > limits.target_bytes) return kHeaderTooLarge;
  if (words.size() != 3) return kFraming;
  const auto method = method_of(words[0]);
  if (!method || !read_target(words[1], read.head)) return kFraming;
  if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0") return kFraming;
  read.head.method = *method;
  read.chunks = words[2] == "HTTP/1.1";
  return std::nullopt;
}

// No blank before the colon, no folded line: both are read differently by different servers.
std::optional<Header> read_header(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto name = line.substr(0, colon);
  const auto value = trim_blanks(line.substr(colon + 1));
  if (!std::all_of(name.begin(), name.end(), token_char)) return std::nullopt;
  return Header{lower(name), std::string(value)};
}

std::optional<Reason> read_headers(std::string_view bytes, Headers& headers) {
  for (auto line = take_line(bytes); !line.empty(); line = take_line(bytes)) {
    auto header = read_header(line);
    if (!header) return kFraming;
    if (headers.size() == kHeadersMax) return kHeaderTooLarge;
    headers.push_back(std::move(*header));
  }
  return std::nullopt;
}

std::size_t times(const Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(
      headers.begin(), headers.end(), [&](const Header& header) { return header.name == name; }));
}

// A number too long for us is larger than any body that is let in.
std::size_t saturated(std::string_view digits) {
  constexpr std::size_t digits_max = 18;
  const auto first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  const auto plain = digits.substr(first);
  if (plain.size() > digits_max) return std::numeric_limits<std::size_t>::max();
  return static_cast<std::size_t>(parse_number(plain).value_or(0));
}

bool carries_body(Method method) {
  return method == Method::post || method == Method::put || method == Method::patch;
}

std::optional<Reason> read_length(ReadHead& read) {
  const auto& headers = read.head.headers;
  const auto lengths = times(headers, "content-length");
  const auto encodings = times(headers, "transfer-encoding");
  if (lengths > 1 || encodings > 1 || lengths + encodings > 1) return kFraming;
  if (const auto length = find(headers, "content-length")) {
    if (!all_digits(*length)) return kFraming;
    read.length = saturated(*length);
  }
  if (const auto encoding = find(headers, "transfer-encoding")) {
    return read.chunks && lower(*encoding) == "chunked" ? kLengthRequired : kFraming;
  }
  const auto coded = find(headers, "content-encoding");
  if (times(headers, "content-encoding") > 1 || (coded && lower(*coded) != "identity")) {
    return kBodyEncoded;
  }
  if (lengths == 0 && carries_body(read.head.method)) return kLengthRequired;
  return std::nullopt;
}

bool lists(const Headers& headers, std::string_view name, std::string_view word) {
  for (const auto& header : headers) {
    if (header.name != name) continue;
    for (const auto part : split(header.value, ',')) {
      if (lower(trim_blanks(part)) == word) return true;
    }
  }
  return false;
}

std::optional<Reason> read_connection(ReadHead& read) {
  const auto& headers = read.head.headers;
  const auto hosts = times(headers, "host");
  if (hosts > 1 || (hosts == 0 && read.chunks)) return kFraming;
  const bool keeps = read.chunks || lists(headers, "connection", "keep-alive");
  if (!keeps || lists(headers, "connection", "close")) read.persistence = Persistence::close;
  if (const auto expected = find(headers, "expect")) {
    if (lower(*expected) != "100-continue") return kFraming;
    read.continues = read.chunks && read.length > 0;
  }
  return std::nullopt;
}

std::optional<Reason> read_whole(std::string_view bytes, const Limits& limits, ReadHead& read) {
  if (const auto reason = read_request_line(take_line(bytes), read, limits)) return reason;
  if (const auto reason = read_headers(bytes, read.head.headers)) return reason;
  if (const auto reason = read_length(read)) return reason;
  return read_connection(read);
}

}  // namespace

std::optional<std::string> decode_escapes(std::string_view text) {
  return decode(text, Plus::itself);
}

void find_language(std::string_view bytes, RequestHead& head) {
  constexpr std::string_view kLanguage = "accept-language";
  if (find(head.headers, kLanguage)) return;
  for (auto line : split(bytes, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto header = read_header(line);
    if (!header || header->name != kLanguage) continue;
    head.headers.push_back(std::move(*header));
    return;
  }
}

HeadProgress look_for_head(std::string_view bytes, std::size_t looked) {
  // A TLS hello, or anything that is no method.
  if (!bytes.empty() && (bytes.front() < 'A' || bytes.front() > 'Z')) return {0, true};
  for (std::size_t i = looked == 0 ? 0 : looked - 1; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\n') {
      if (i == 0 || bytes[i - 1] != '\r') return {0, true};
      if (i >= 3 && bytes.substr(i - 3, 4) == "\r\n\r\n") return {i + 1, false};
    } else if (c == '\r') {
      if (i + 1 < bytes.size() && bytes[i + 1] != '\n') return {0, true};
    } else if (c != '\t' && control(c)) {
      return {0, true};
    }
  }
  return {};
}

std::optional<Reason> read_head(std::string_view bytes, const Limits& limits, ReadHead& read) {
  const auto reason = read_whole(bytes, limits, read);
  if (reason) find_language(bytes, read.head);
  return reason;
}

}  // namespace anxin::http
