#include "api/json/plain_post.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <utility>

namespace anxin::json {
namespace {

using boost::json::string_view;
using Error = boost::json::error_code;

constexpr std::size_t kBytesOfAPosting = 64;  // at least, with names of a usual length

enum class Member : std::uint8_t { op, key, postings, note, debit, credit, amount };
struct NamedMember {
  std::string_view name;
  Member member;
};
constexpr std::array kLineMembers{NamedMember{"op", Member::op}, NamedMember{"key", Member::key},
                                  NamedMember{"postings", Member::postings},
                                  NamedMember{"note", Member::note}};
constexpr std::array kPostingMembers{NamedMember{"debit", Member::debit},
                                     NamedMember{"credit", Member::credit},
                                     NamedMember{"amount", Member::amount}};

// Members of one object, each at most once.
class Seen {
 public:
  bool add(Member member) {
    const auto bit = 1U << static_cast<unsigned>(member);
    return (std::exchange(bits_, bits_ | bit) & bit) == 0;
  }
  [[nodiscard]] bool has(Member member) const {
    return (bits_ >> static_cast<unsigned>(member) & 1U) != 0;
  }

 private:
  unsigned bits_ = 0;
};

// Boost.JSON's events; whatever is not plain ends the reading.
class PlainPost {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  explicit PlainPost(std::size_t bytes) {
    post_.postings.reserve(std::min(bytes / kBytesOfAPosting, book::kPostingsMax));
  }

  bool on_document_begin(Error& /*error*/) { return true; }
  bool on_document_end(Error& /*error*/) { return true; }
  bool on_object_begin(Error& error) {
    if (place_ == Place::outside) return go_to(Place::line);
    const bool expected = place_ == Place::postings && post_.postings.size() < book::kPostingsMax;
    if (!expected) return end(error);
    in_posting_ = {};
    return go_to(Place::posting);
  }
  bool on_object_end(std::size_t /*size*/, Error& error) {
    if (place_ == Place::line) return go_to(Place::outside);
    const bool whole = in_posting_.has(Member::debit) && in_posting_.has(Member::credit) &&
                       in_posting_.has(Member::amount);
    if (!whole) return end(error);
    post_.postings.push_back({std::move(*debit_), std::move(*credit_), amount_, std::nullopt});
    return go_to(Place::postings);
  }
  bool on_array_begin(Error& error) {
    const bool expected = place_ == Place::line && member_ == Member::postings;
    return expected ? go_to(Place::postings) : end(error);
  }
  bool on_array_end(std::size_t /*size*/, Error& /*error*/) { return go_to(Place::line); }
  bool on_key_part(string_view part, std::size_t /*size*/, Error& /*error*/) {
    return gather(part);
  }
  bool on_key(string_view part, std::size_t /*size*/, Error& error) {
    const bool known = place_ == Place::line
                           ? name_member(whole(part), kLineMembers, in_line_)
                           : name_member(whole(part), kPostingMembers, in_posting_);
    gathered_.clear();
    return known || end(error);
  }
  bool on_string_part(string_view part, std::size_t /*size*/, Error& /*error*/) {
    return gather(part);
  }
  bool on_string(string_view part, std::size_t /*size*/, Error& error) {
    const bool fits = place_ != Place::postings && place_ != Place::outside && take(whole(part));
    gathered_.clear();
    return fits || end(error);
  }
  bool on_number_part(string_view /*part*/, Error& error) { return end(error); }
  bool on_int64(std::int64_t /*v*/, string_view /*text*/, Error& error) { return end(error); }
  bool on_uint64(std::uint64_t /*v*/, string_view /*text*/, Error& error) { return end(error); }
  bool on_double(double /*v*/, string_view /*text*/, Error& error) { return end(error); }
  bool on_bool(bool /*v*/, Error& error) { return end(error); }
  bool on_null(Error& error) { return end(error); }
  bool on_comment_part(string_view /*part*/, Error& /*error*/) { return true; }
  bool on_comment(string_view /*part*/, Error& /*error*/) { return true; }

  std::optional<book::Command> finish() {
    const bool all = in_line_.has(Member::op) && in_line_.has(Member::postings);
    if (!all || command_.key.empty()) return std::nullopt;
    command_.steps.emplace_back(std::move(post_));
    return std::move(command_);
  }

 private:
  enum class Place : std::uint8_t { outside, line, postings, posting };

  bool go_to(Place place) {
    place_ = place;
    return true;
  }
  static bool end(Error& error) {
    error = boost::json::error::syntax;
    return false;
  }
  // Texts with escapes come in parts.
  bool gather(string_view part) {
    gathered_.append(part.data(), part.size());
    return true;
  }
  std::string_view whole(string_view last) {
    if (gathered_.empty()) return {last.data(), last.size()};
    gather(last);
    return gathered_;
  }

  template <class Members>
  bool name_member(std::string_view name, const Members& members, Seen& seen) {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const NamedMember& one) { return one.name == name; });
    if (found == members.end()) return false;
    member_ = found->member;
    return seen.add(member_);
  }

  bool take(std::string_view text) {
    switch (member_) {
      case Member::op:
        return text == "post";
      case Member::key:
        command_.key = text;
        return true;
      case Member::note:
        command_.note = text;
        return true;
      case Member::postings:
        return false;
      case Member::debit:
        return (debit_ = book::AccountName::parse(text)).has_value();
      case Member::credit:
        return (credit_ = book::AccountName::parse(text)).has_value();
      case Member::amount:
        return take_amount(text);
    }
    return false;
  }
  bool take_amount(std::string_view text) {
    const auto amount = parse_decimal(text);
    if (amount) amount_ = *amount;
    return amount.has_value();
  }

  Place place_ = Place::outside;
  Member member_ = Member::op;
  Seen in_line_;
  Seen in_posting_;
  std::string gathered_;
  std::optional<book::AccountName> debit_;
  std::optional<book::AccountName> credit_;
  Decimal amount_;
  book::Post post_;
  book::Command command_;
};

}  // namespace

std::optional<book::Command> parse_plain_post(std::string_view line) {
  boost::json::basic_parser<PlainPost> parser({}, line.size());
  Error error;
  const auto used = parser.write_some(false, line.data(), line.size(), error);
  if (error || used != line.size() || !parser.done()) return std::nullopt;
  return parser.handler().finish();
}

}  // namespace anxin::json
