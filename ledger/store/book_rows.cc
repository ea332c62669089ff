#include "ledger/store/book_rows.h"

namespace anxin::store {
namespace {

tl::unexpected<Fault> of_format(Reason reason, std::uint8_t format) {
  return fail(reason, {{"format", std::to_string(format)}});
}

}  // namespace

Result<AnyBook> read_any_book(const Snapshot& snapshot) {
  const auto row = snapshot.get(Table::meta, kMetaBook);
  if (!row || row->empty()) return fail(kDamaged, {{"what", "book"}});
  const auto format = static_cast<std::uint8_t>(row->front());
  if (format > kStoreFormat) return of_format(kFormatNewer, format);
  const auto identity = decode_book(*row);
  if (!identity) return fail(kDamaged, {{"what", "book"}});
  return AnyBook{*identity, format};
}

Result<BookIdentity> read_identity(const Snapshot& snapshot) {
  const auto book = LEDGER_TRY(read_any_book(snapshot));
  if (book.store_format < kStoreFormat) return of_format(kFormatOlder, book.store_format);
  return book.identity;
}

Result<book::Head> read_head(const Snapshot& snapshot, std::uint8_t since) {
  const auto row = snapshot.get(Table::meta, kMetaHead);
  const auto head = row ? decode_head(*row, since) : std::nullopt;
  if (!head) return fail(kDamaged, {{"what", "head"}});
  return *head;
}

}  // namespace anxin::store
