// payroll check / submit / confirm / approve / instruct / repair / show / list / file
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/payroll_views.h"
#include "api/cli/views.h"
#include "ledger/base/text.h"
#include "payments/bank/attendance_grid.h"
#include "payments/bank/repair_table.h"

namespace anxin::cli {
namespace {

struct PayrollOptions {
  std::string file;
  std::string project;
  std::string month;
  std::string batch;
  std::string reason;
  std::string choice;
  std::string profile;
  std::string out;
  std::string sheet;
  std::string columns;
  std::vector<std::string> map;
  bool confirmed = false;
  bool reveal = false;
};

Reveal reveal_of(const PayrollOptions& options) {
  return options.reveal ? Reveal::whole : Reveal::masked;
}

Result<bank::TableChoices> parse_choices(const PayrollOptions& options) {
  bank::TableChoices choices;
  choices.sheet = options.sheet;
  choices.columns = bank::columns_in_order(options.columns);
  for (const auto& text : options.map) {
    const auto equals = text.find('=');
    const auto field = trim(std::string_view(text).substr(0, equals));
    const bool whole = equals != std::string::npos && equals + 1 < text.size() && !field.empty();
    if (!whole) return fail(kUsageMap, {{"text", text}});
    choices.columns.push_back(
        {std::string(field), std::string(trim(std::string_view(text).substr(equals + 1)))});
  }
  return choices;
}

// Without a book: format and check digits only.
payments::MatchedSheet check_alone(const Context& context, const std::string& bytes,
                                   const bank::TableChoices& choices) {
  payments::MatchedSheet sheet;
  sheet.table = bank::read_wage_table(bytes, context.data().captions, choices);
  sheet.findings = sheet.table.findings;
  return sheet;
}

Result<payments::MatchedSheet> check_with_book(Context& context, const PayrollOptions& options,
                                               const std::string& bytes,
                                               const bank::TableChoices& choices) {
  const auto month = LEDGER_TRY(parse_month_option(options.month));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  payments::PayrollService service(book->payments());
  if (options.reveal) LEDGER_CHECK(service.may_reveal(context.caller(), options.project));
  return service.check(options.project, month, bytes, choices);
}

Result<Exit> check(Context& context, const PayrollOptions& options) {
  const auto choices = LEDGER_TRY(parse_choices(options));
  const auto bytes = LEDGER_TRY(read_file(context, options.file));
  const bool with_book = !options.project.empty();
  const auto sheet = with_book ? LEDGER_TRY(check_with_book(context, options, bytes, choices))
                               : check_alone(context, bytes, choices);
  const auto grid = bank::read_attendance(bytes, context.data().captions, choices);
  if (grid && !sheet.table.accepted()) {
    print_attendance(context, *grid);
    return grid->accepted() ? Exit::done : Exit::bad_data;
  }
  print_sheet(context, sheet, reveal_of(options));
  return sheet.table.accepted() ? Exit::done : Exit::bad_data;
}

// What was wrong with a file that was refused, so that nobody has to ask again.
Exit explain_refusal(Context& context, payments::PayrollService& service,
                     const payments::SubmitRequest& request, const Fault& fault) {
  const auto sheet = service.check(request.contract, request.month, request.bytes, request.choices);
  return context.refuse(fault, sheet ? sheet->findings : payments::Findings{});
}

Result<Exit> submit(Context& context, const PayrollOptions& options) {
  payments::SubmitRequest request;
  request.contract = options.project;
  request.month = LEDGER_TRY(parse_month_option(options.month));
  request.bytes = LEDGER_TRY(read_file(context, options.file));
  request.reason = options.reason;
  request.confirmed = options.confirmed;
  request.choices = LEDGER_TRY(parse_choices(options));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::PayrollService service(book->payments());
  const auto receipt = service.submit(context.caller(), request);
  if (!receipt) {
    const auto reason = receipt.error().reason;
    if (reason == payments::kSheetRefused || reason == payments::kReasonNeeded) {
      return explain_refusal(context, service, request, receipt.error());
    }
    return tl::make_unexpected(receipt.error());
  }
  print_receipt(context, *receipt, "cli.payroll.submitted");
  return Exit::done;
}

Result<Exit> confirm(Context& context, const PayrollOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::PayrollService service(book->payments());
  const auto receipt = LEDGER_TRY(service.confirm(context.caller(), options.batch));
  print_receipt(context, receipt, "cli.payroll.confirmed");
  return Exit::done;
}

Result<Exit> withdraw(Context& context, const PayrollOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::PayrollService service(book->payments());
  const auto receipt = LEDGER_TRY(service.withdraw(context.caller(), options.batch));
  print_receipt(context, receipt, "cli.payroll.withdrawn");
  return Exit::done;
}

Result<Exit> approve(Context& context, const PayrollOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::PayrollService service(book->payments());
  const auto receipt = LEDGER_TRY(service.approve(context.caller(), options.batch));
  print_receipt(context, receipt, "cli.payroll.approved");
  return Exit::done;
}

Result<payments::ShortfallChoice> parse_choice(const std::string& text) {
  if (text.empty()) return payments::shortfall::NotChosen{};
  if (text == "wait") return payments::shortfall::Wait{};
  if (text == "equal-shares") return payments::shortfall::EqualShares{};
  if (!text.starts_with("teams=")) return fail(kUsageChoice, {{"text", text}});
  payments::shortfall::Teams teams;
  for (const auto name : split(std::string_view(text).substr(6), ',')) {
    if (trim(name).empty()) return fail(kUsageChoice, {{"text", text}});
    teams.names.emplace_back(name);
  }
  return teams;
}

std::string file_ids(const ledger::Receipt& receipt) {
  for (const auto& field : receipt.answer) {
    if (field.name == "files" && receipt.entry > 0) return field.value;
  }
  return "";
}

// Where a bank file goes: --out names a file, or a folder that gets <id> with its layout's
// extension.
Result<std::string> path_of(const payments::PayrollService& service, const std::string& id,
                            const std::string& files, const std::string& out) {
  std::error_code ignored;
  if (std::filesystem::is_directory(out, ignored)) {
    const auto profile = LEDGER_TRY(service.file_profile(id));
    return (std::filesystem::path(out) / (id + "." + profile.extension)).string();
  }
  if (id != files) return fail(kOutNeedsFolder, {{"files", files}});
  return out;
}

Result<std::string> write_bank_file(Context& context, const payments::PayrollService& service,
                                    const std::string& id, const std::string& path) {
  const auto bytes = LEDGER_TRY(service.file_bytes(context.caller(), id));
  LEDGER_CHECK(write_file(path, bytes));
  return path;
}

// The instruction is booked when its files are written: a fault here must not look like a refusal,
// and says how each file can still be had. Answers the paths.
Result<std::vector<std::string>> write_bank_files(Context& context,
                                                  const payments::PayrollService& service,
                                                  const ledger::Receipt& receipt,
                                                  const std::string& out) {
  std::vector<std::string> paths;
  const auto files = file_ids(receipt);
  if (files.empty() || out.empty()) return paths;
  for (const auto part : split(files, ',')) {
    const std::string id(part);
    const auto path = path_of(service, id, files, out).and_then([&](const std::string& to) {
      return write_bank_file(context, service, id, to);
    });
    if (!path) {
      return fail(kNotWritten, {{"files", files},
                                {"file", id},
                                {"entry", std::to_string(receipt.entry)},
                                {"cause", context.sentence(path.error())}});
    }
    paths.push_back(*path);
  }
  return paths;
}

Result<Exit> instruct(Context& context, const PayrollOptions& options) {
  const auto choice = LEDGER_TRY(parse_choice(options.choice));
  if (!options.out.empty()) LEDGER_CHECK(check_writable(options.out));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::PayrollService service(book->payments());
  const auto receipt =
      LEDGER_TRY(service.instruct(context.caller(), {options.batch, choice, options.profile}));
  const auto paths = LEDGER_TRY(write_bank_files(context, service, receipt, options.out));
  print_receipt(context, receipt, "cli.payroll.instructed");
  if (context.options().json) return Exit::done;
  for (const auto& path : paths) {
    context.out() << context.say("cli.payroll.file-written", {{"path", path}}) << '\n';
  }
  return Exit::done;
}

Result<Exit> repair(Context& context, const PayrollOptions& options) {
  payments::RepairRequest request;
  request.contract = options.project;
  request.month = LEDGER_TRY(parse_month_option(options.month));
  request.bytes = LEDGER_TRY(read_file(context, options.file));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::PayrollService service(book->payments());
  const auto receipt = service.repair(context.caller(), request);
  if (!receipt) {
    if (receipt.error().reason == payments::kRepairInvalid) {
      return context.refuse(
          receipt.error(),
          bank::read_repair_table(request.bytes, context.data().captions).findings);
    }
    return tl::make_unexpected(receipt.error());
  }
  print_receipt(context, *receipt, "cli.payroll.repaired");
  return Exit::done;
}

Result<Exit> show(Context& context, const PayrollOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const payments::PayrollService service(book->payments());
  print_batch(context, LEDGER_TRY(service.show(options.batch)));
  return Exit::done;
}

Result<Exit> list(Context& context, const PayrollOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const payments::PayrollService service(book->payments());
  print_batches(context, LEDGER_TRY(service.list(options.project)));
  return Exit::done;
}

Result<Exit> file(Context& context, const PayrollOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const payments::PayrollService service(book->payments());
  const auto bytes = LEDGER_TRY(service.file_bytes(context.caller(), options.file));
  if (options.out.empty()) {
    context.out() << bytes;
    return Exit::done;
  }
  LEDGER_CHECK(write_file(options.out, bytes));
  return Exit::done;
}

// Adds the verbs; keeps one set of options, of which each verb reads its own.
class PayrollVerbs {
 public:
  PayrollVerbs(CLI::App& root, Context& context, Runner& runner)
      : noun_(add_command(root, context, "payroll", "cli.help.payroll")),
        context_(context),
        runner_(runner) {
    noun_.require_subcommand(1);
  }

  void add_all() {
    add_slip(noun_, context_, runner_);
    add_payroll_papers(noun_, context_, runner_);
    add_payroll_prints(noun_, context_, runner_);
    auto& check_verb = verb("check", check);
    file_option(check_verb);
    sheet_options(check_verb);
    table_options(check_verb);
    check_verb.add_flag("--reveal", options_->reveal, context_.say("cli.option.reveal"));

    auto& submit_verb = verb("submit", submit);
    file_option(submit_verb);
    required_sheet_options(submit_verb);
    table_options(submit_verb);
    submit_verb.add_option("--reason", options_->reason, context_.say("cli.option.reason"));
    submit_verb.add_flag("--confirmed", options_->confirmed, context_.say("cli.option.confirmed"));

    batch_option(verb("confirm", confirm));
    batch_option(verb("approve", approve));
    batch_option(verb("withdraw", withdraw));

    auto& instruct_verb = verb("instruct", instruct);
    batch_option(instruct_verb);
    instruct_verb.add_option("--on-shortfall", options_->choice,
                             context_.say("cli.option.on-shortfall"));
    instruct_verb.add_option("--profile", options_->profile,
                             context_.say("cli.option.outgoing-profile"));
    instruct_verb.add_option("--out", options_->out, context_.say("cli.option.out"));

    auto& repair_verb = verb("repair", repair);
    file_option(repair_verb);
    required_sheet_options(repair_verb);

    batch_option(verb("show", show));
    verb("list", list)
        .add_option("--project", options_->project, context_.say("cli.option.project"))
        ->required();

    auto& file_verb = verb("file", file);
    file_verb.add_option("id", options_->file, context_.say("cli.option.file-id"))->required();
    file_verb.add_option("--out", options_->out, context_.say("cli.option.out"));
  }

 private:
  using Work = Result<Exit> (*)(Context&, const PayrollOptions&);

  CLI::App& verb(const std::string& name, Work work) {
    auto& added = add_command(noun_, context_, name, "cli.help.payroll." + name);
    runner_.on(added, [options = options_, work](Context& c) { return work(c, *options); });
    return added;
  }
  void file_option(CLI::App& added) {
    added.add_option("file", options_->file, context_.say("cli.option.file"))->required();
  }
  void batch_option(CLI::App& added) {
    added.add_option("batch", options_->batch, context_.say("cli.option.batch"))->required();
  }
  void sheet_options(CLI::App& added) {
    auto* project =
        added.add_option("--project", options_->project, context_.say("cli.option.project"));
    auto* month = added.add_option("--month", options_->month, context_.say("cli.option.month"));
    project->needs(month);
  }
  void table_options(CLI::App& added) {
    added.add_option("--map", options_->map, context_.say("cli.option.map"))
        ->allow_extra_args(false);  // once for each column
    added.add_option("--columns", options_->columns, context_.say("cli.option.columns"));
    added.add_option("--sheet", options_->sheet, context_.say("cli.option.sheet"));
  }
  void required_sheet_options(CLI::App& added) {
    added.add_option("--project", options_->project, context_.say("cli.option.project"))
        ->required();
    added.add_option("--month", options_->month, context_.say("cli.option.month"))->required();
  }

  CLI::App& noun_;
  Context& context_;
  Runner& runner_;
  std::shared_ptr<PayrollOptions> options_ = std::make_shared<PayrollOptions>();
};

}  // namespace

void add_payroll_commands(CLI::App& root, Context& context, Runner& runner) {
  PayrollVerbs(root, context, runner).add_all();
}

}  // namespace anxin::cli
