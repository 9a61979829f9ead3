#!/usr/bin/env bash
# The check of the GitHub Action: annotations on stdout, SARIF in a file, the summary on the job's page.
# Everything that the workflow says comes in by the environment, and nothing of it is evaluated.
set -euo pipefail

couth="$RUNNER_TEMP/couth/bin/couth"
[ -x "$couth" ] || couth="$RUNNER_TEMP/couth/Scripts/couth"
summary="$RUNNER_TEMP/couth-summary.md"

options=(--format github --output "sarif=$SARIF" --output "markdown=$summary")
[ -z "$DIFF" ] || options+=(--diff "$DIFF")
[ -z "$FAIL_ON" ] || options+=(--fail-on "$FAIL_ON")
[ "$MASK" != true ] || options+=(--mask)
read -r -a further <<< "$ARGUMENTS"
read -r -a paths <<< "$PATHS"

code=0
"$couth" check "${options[@]}" ${further[@]+"${further[@]}"} ${paths[@]+"${paths[@]}"} < /dev/null || code=$?

[ ! -f "$summary" ] || cat "$summary" >> "$GITHUB_STEP_SUMMARY"
{
  echo "sarif=$SARIF"
  echo "exit-code=$code"
} >> "$GITHUB_OUTPUT"
exit "$code"
