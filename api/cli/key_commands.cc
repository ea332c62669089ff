// key create / revoke / list
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/access_keys.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

struct KeyOptions {
  std::string login;
  std::string person;
  std::string role;
  std::vector<std::string> projects;
  std::vector<std::string> regions;
  std::string expires_on;
  std::string key_id;
};

Result<payments::AccessKeyRequest> key_request(const KeyOptions& options) {
  payments::AccessKeyRequest request;
  request.actor = options.login;
  request.person = options.person;
  request.projects = options.projects;
  request.regions = options.regions;
  if (!options.role.empty()) {
    const auto* role = payments::find_role(options.role);
    if (role == nullptr) return fail(kUsageRole, {{"text", options.role}});
    request.role = *role;
  }
  if (!options.expires_on.empty()) {
    request.expires_on = LEDGER_TRY(parse_date_option(options.expires_on));
  }
  return request;
}

Result<Exit> create_key(Context& context, const KeyOptions& options) {
  const auto request = LEDGER_TRY(key_request(options));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::AccessKeyService service(book->payments(), context.world().entropy);
  const auto made = LEDGER_TRY(service.create(context.caller(), request));
  if (context.options().json) {
    context.print(views::made_key_view(made));
    return Exit::done;
  }
  print_receipt(context, made.receipt, "cli.key.created");
  if (!made.secret.empty()) context.out() << made.secret << '\n';
  return Exit::done;
}

Result<Exit> revoke_key(Context& context, const KeyOptions& options) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::AccessKeyService service(book->payments(), context.world().entropy);
  print_receipt(context, LEDGER_TRY(service.revoke(context.caller(), options.key_id)),
                "cli.key.revoked");
  return Exit::done;
}

std::string scope_text(const payments::AccessKey& key) {
  auto all = key.projects;
  all.insert(all.end(), key.regions.begin(), key.regions.end());
  return all.empty() ? "–" : join(all, ", ");
}

Result<Exit> list_keys(Context& context, const KeyOptions&) {
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const payments::AccessKeyService service(book->payments(), context.world().entropy);
  const auto keys = LEDGER_TRY(service.list());
  if (context.options().json) {
    context.print(views::access_keys_view(keys));
    return Exit::done;
  }
  Table table({{context.say("cli.col.key")},
               {context.say("cli.col.actor")},
               {context.say("cli.col.scope")},
               {context.say("cli.col.created")},
               {context.say("cli.col.expires")},
               {context.say("cli.col.revoked")}});
  for (const auto& key : keys) {
    table.add({key.id, key.actor, scope_text(key), to_string(key.created_at),
               key.expires_on ? to_string(*key.expires_on) : "",
               key.revoked_at ? to_string(*key.revoked_at) : ""});
  }
  table.print(context.out());
  return Exit::done;
}

}  // namespace

void add_key_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<KeyOptions>();
  auto& noun = add_command(root, context, "key", "cli.help.key");
  noun.require_subcommand(1);
  const auto verb = [&](const std::string& name, auto work) -> CLI::App& {
    auto& added = add_command(noun, context, name, "cli.help.key." + name);
    runner.on(added, [options, work](Context& c) { return work(c, *options); });
    return added;
  };
  auto& create = verb("create", create_key);
  create.add_option("--login", options->login, context.say("cli.option.login"));
  create.add_option("--person", options->person, context.say("cli.option.person"));
  create.add_option("--role", options->role, context.say("cli.option.role"));
  create.add_option("--project", options->projects, context.say("cli.option.key-projects"));
  create.add_option("--region", options->regions, context.say("cli.option.key-regions"));
  create.add_option("--expires-on", options->expires_on, context.say("cli.option.expires-on"));
  auto& revoke = verb("revoke", revoke_key);
  revoke.add_option("key", options->key_id, context.say("cli.option.key-id"))->required();
  verb("list", list_keys);
}

}  // namespace anxin::cli
