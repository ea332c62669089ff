// A command that changes a book and prints the receipt.
#pragma once

#include <string_view>

#include "api/cli/open_book.h"
#include "api/cli/views.h"

namespace anxin::cli {

/// Opens the book for writing, lets `work` ask the service and prints its receipt by `sentence`.
/// Refuses: what opening and the service refuse.
template <class Service, class Work>
[[nodiscard]] Result<Exit> book_step(Context& context, std::string_view sentence, Work work) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  Service service(book->payments());
  print_receipt(context, LEDGER_TRY(work(service)), sentence);
  return Exit::done;
}

}  // namespace anxin::cli
