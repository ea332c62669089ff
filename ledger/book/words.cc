#include "ledger/book/command.h"
#include "ledger/book/hold.h"
#include "ledger/book/posting.h"

namespace anxin::book {

std::string_view to_word(Relation relation) {
  switch (relation) {
    case Relation::at_least:
      return "at_least";
    case Relation::at_most:
      return "at_most";
    case Relation::exactly:
      break;
  }
  return "exactly";
}

std::string_view to_word(PostingKind kind) {
  switch (kind) {
    case PostingKind::post:
      return "post";
    case PostingKind::settle:
      return "settle";
    case PostingKind::reverse:
      break;
  }
  return "reverse";
}

std::string_view to_word(FreezeAction action) {
  return action == FreezeAction::freeze ? "freeze" : "unfreeze";
}

std::string_view to_word(LineState state) {
  switch (state) {
    case LineState::open:
      return "open";
    case LineState::settled:
      return "settled";
    case LineState::voided:
      return "voided";
    case LineState::expired:
      break;
  }
  return "expired";
}

}  // namespace anxin::book
