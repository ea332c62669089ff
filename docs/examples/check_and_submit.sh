#!/bin/sh
# A wage table checked, submitted and looked at with curl:
#   ANXIN_KEY_FILE=FILE check_and_submit.sh http://127.0.0.1:8080 PROJECT MONTH TABLE
# The key comes from that file or from ANXIN_KEY, never from a command line, which every process of
# the machine can read: curl, too, reads its header from a pipe.
set -eu
base=$1 project=$2 month=$3 table=$4
key=${ANXIN_KEY:-$(cat "$ANXIN_KEY_FILE")}

ask() {
  printf 'Authorization: Bearer %s\n' "$key" | curl --silent --fail-with-body -H @- "$@"
}

# Every fault at its cell; nothing is booked.
ask --data-binary "@$table" "$base/v1/projects/$project/payrolls/check?month=$month"

# The same Idempotency-Key for every try of the same file: it is booked once.
once=$(sha256sum "$table" | cut -c1-32)
ask -H "Idempotency-Key: $once" --data-binary "@$table" \
  "$base/v1/projects/$project/payrolls?month=$month&confirmed=true"

ask "$base/v1/projects/$project/payrolls?month=$month"
