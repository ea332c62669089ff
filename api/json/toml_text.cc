#include "api/json/toml_text.h"

#include <algorithm>

#include "api/json/json.h"

namespace anxin::json {
namespace {

/// Goes over one line of JSON without spaces, token by token.
class TomlWriter {
 public:
  explicit TomlWriter(std::string_view json) : json_(json) {}
  std::string write();

 private:
  void copy_string();
  void copy_mark(char mark);
  void copy_word();

  std::string_view json_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::string out_;
};

std::string TomlWriter::write() {
  constexpr std::string_view kMarks = "{}[]:,";
  while (at_ < json_.size()) {
    if (json_[at_] == '"') {
      copy_string();
    } else if (kMarks.find(json_[at_]) != std::string_view::npos) {
      copy_mark(json_[at_++]);
    } else {
      copy_word();
    }
  }
  return std::move(out_);
}

// JSON's escapes are among those of TOML's basic strings.
void TomlWriter::copy_string() {
  auto end = at_ + 1;
  while (json_[end] != '"') end += json_[end] == '\\' ? 2U : 1U;
  out_.append(json_.substr(at_, end + 1 - at_));
  at_ = end + 1;
}

// The outermost braces go, and what stands between their members becomes the end of a line.
void TomlWriter::copy_mark(char mark) {
  const bool opens = mark == '{' || mark == '[';
  const bool closes = mark == '}' || mark == ']';
  if (closes) --depth_;
  if (mark == ':') {
    out_.append(" = ");
  } else if (mark == ',' && depth_ == 1) {
    out_.push_back('\n');
  } else if (!((opens || closes) && depth_ == 0)) {
    out_.push_back(mark);
  }
  if (opens) ++depth_;
}

void TomlWriter::copy_word() {
  const auto end = json_.find_first_of("{}[]:,\"", at_);
  const auto word = json_.substr(at_, end - at_);
  out_.append(word == "null" ? "false" : word);
  at_ = std::min(end, json_.size());
}

}  // namespace

std::optional<std::string> toml_text(std::string_view json) {
  while (!json.empty() && json.back() == '\n') json.remove_suffix(1);
  const auto value = parse(json);
  if (!value || value->members() == nullptr) return std::nullopt;
  return TomlWriter(value->dump()).write();
}

}  // namespace anxin::json
