#include "api/cli/build_info.h"

#include "build_commit.h"

namespace anxin::cli {

BuildInfo build_info() {
  BuildInfo info{ANXIN_VERSION, ANXIN_COMMIT, ANXIN_COMPILER, {}};
  info.libraries = {{"lmdb", ANXIN_LMDB},        {"boost", ANXIN_BOOST},    {"fmt", ANXIN_FMT},
                    {"libsodium", ANXIN_SODIUM}, {"openssl", ANXIN_CRYPTO}, {"libxml2", ANXIN_XML2},
                    {"toml++", ANXIN_TOML},      {"CLI11", ANXIN_CLI11}};
  return info;
}

}  // namespace anxin::cli
