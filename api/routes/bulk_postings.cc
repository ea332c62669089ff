#include "api/routes/bulk_postings.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "ledger/book/reasons.h"

namespace anxin::routes {
namespace {

constexpr std::string_view kMagic = "AXB1";
constexpr std::size_t kRecordBytes = 16;
constexpr std::size_t kNameBytesMin = 2;  // its length and a letter
constexpr std::int32_t kRecordedDay = INT32_MIN;

// Little-endian numbers and texts off the front of some bytes.
class LittleReader {
 public:
  explicit LittleReader(std::string_view bytes) : rest_(bytes) {}

  template <class T>
  T number() {
    static_assert(std::endian::native == std::endian::little, "swap the bytes here");
    T value{};
    const auto bytes = raw(sizeof(T));
    if (bytes.size() == sizeof(T)) std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
  }
  std::string_view raw(std::size_t count) {
    if (rest_.size() < count) {
      ok_ = false;
      rest_ = {};
    }
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

struct Header {
  std::uint32_t names = 0;
  std::uint32_t records = 0;
  std::optional<Date> effective_on;
};

Result<Header> read_header(LittleReader& in) {
  const bool ours = in.raw(kMagic.size()) == kMagic;
  Header header;
  header.names = in.number<std::uint32_t>();
  header.records = in.number<std::uint32_t>();
  const auto day = in.number<std::int32_t>();
  if (day != kRecordedDay) header.effective_on = Date(std::chrono::days(day));
  if (!ours || !in.ok()) return fail_at(book::kMalformed, "/header");
  const bool too_large =
      header.records > book::kPostingsMax || header.names > 2 * book::kPostingsMax;
  if (too_large) return fail(book::kTooLarge);
  return header;
}

Result<std::vector<book::AccountName>> read_names(LittleReader& in, std::uint32_t count) {
  std::vector<book::AccountName> names;
  names.reserve(std::min<std::size_t>(count, in.left() / kNameBytesMin));
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto name = book::AccountName::parse(in.raw(in.number<std::uint8_t>()));
    if (!name) return fail_at(book::kMalformed, "/names/" + std::to_string(i));
    names.push_back(*name);
  }
  return names;
}

}  // namespace

Result<book::BulkPost> read_bulk_postings(std::string_view body) {
  LittleReader in(body);
  const auto header = LEDGER_TRY(read_header(in));
  auto names = LEDGER_TRY(read_names(in, header.names));
  if (in.left() != header.records * kRecordBytes) return fail_at(book::kMalformed, "/records");
  book::BulkPost post;
  post.accounts = std::move(names);
  post.effective_on = header.effective_on;
  post.postings.reserve(header.records);
  for (std::uint32_t i = 0; i < header.records; ++i) {
    const auto debit = in.number<std::uint32_t>();
    const auto credit = in.number<std::uint32_t>();
    const auto amount = Money::from_minor(in.number<std::int64_t>());
    if (debit >= post.accounts.size() || credit >= post.accounts.size()) {
      return fail_at(book::kMalformed, "/records/" + std::to_string(i));
    }
    post.postings.push_back({debit, credit, amount});
  }
  return post;
}

}  // namespace anxin::routes
