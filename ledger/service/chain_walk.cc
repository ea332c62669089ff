#include "ledger/service/chain_walk.h"

#include "ledger/base/bytes.h"
#include "ledger/base/invariant.h"
#include "ledger/store/codec.h"

namespace anxin::ledger {

book::Posting ChainWalk::find(book::PostingNumber number) {
  LEDGER_INVARIANT(cursor_->seek_back(store::entry_key(number)));
  index_ = static_cast<std::size_t>(number - ByteReader(cursor_->key()).u64());
  const auto posting = store::decode_posting(cursor_->value(), index_);
  LEDGER_INVARIANT(posting.has_value());
  return *posting;
}

book::PostingNumber ChainWalk::last_through(book::PostingNumber through) {
  auto number = account_.chain.entrance(through);
  while (number > through) {
    const auto posting = find(number);
    const auto& links = is_debit(posting) ? posting.debit_links : posting.credit_links;
    number = links.jump >= through ? links.jump : links.previous;
  }
  return number;
}

book::SideSums ChainWalk::posted_after(book::PostingNumber number) {
  if (number == 0) return {};
  const auto posting = find(number);
  return is_debit(posting) ? posting.debit_after : posting.credit_after;
}

HistoryLine ChainWalk::line(const book::Posting& posting, book::PostingNumber number) const {
  const auto head = store::decode_block_head(cursor_->value());
  LEDGER_INVARIANT(head.has_value());
  const bool debit = is_debit(posting);
  const auto& after = debit ? posting.debit_after : posting.credit_after;
  HistoryLine line;
  line.entry = head->entry;
  line.posting = index_;
  line.number = number;
  line.kind = posting.kind;
  line.recorded_at = head->recorded_at;
  line.effective_on = posting.effective_on;
  line.side = debit ? book::Side::debit : book::Side::credit;
  line.counter = debit ? posting.credit : posting.debit;
  line.amount = posting.amount;
  line.balance = after.of(account_.normal) - after.of(book::other(account_.normal));
  return line;
}

void ChainWalk::walk(book::PostingNumber from,
                     const std::function<bool(const HistoryLine&)>& visit) {
  for (auto number = from; number != 0;) {
    const auto posting = find(number);
    if (!visit(line(posting, number))) return;
    number = is_debit(posting) ? posting.debit_links.previous : posting.credit_links.previous;
  }
}

}  // namespace anxin::ledger
