#!/usr/bin/env bash
# Makes a fresh VM ready for a service: Debian 13 or Ubuntu 24.04, as a user who may use sudo.
#
#   ssh vcm@HOST 'bash -s' < deploy/provision.sh                Docker with Compose, git and screen
#   ssh vcm@HOST 'bash -s -- --node' < deploy/provision.sh      Node and npm, git and screen
#
# Only the system's own packages, from no other source. Run again, it changes nothing that is already right.
set -euo pipefail

say() { printf '%s\n' "provision: $*"; }
# The last line of a failed run: what is wrong, and what to do about it.
fail() { printf '%s\n' "provision: error: $*" >&2; exit 1; }

way=docker
case "${1:-}" in
  '') ;;
  --node) way=node ;;
  *) fail "unknown flag $1. Flags: --node, or none." ;;
esac

# shellcheck disable=SC1091 # It is a file of the VM.
. /etc/os-release
system="${ID:-unknown} ${VERSION_ID:-}"
case "$system" in
  'debian 13') docker_packages='docker.io docker-cli docker-compose docker-buildx' ;;
  'ubuntu 24.04') docker_packages='docker.io docker-compose-v2 docker-buildx' ;;
  *) fail "this is ${PRETTY_NAME:-$system}. Only Debian 13 and Ubuntu 24.04 are known here: use a VM with one of them, or install Docker by hand." ;;
esac
say "$PRETTY_NAME, as the user $(id -un)"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
may_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null; }

is_installed() { [ "$(dpkg-query --show --showformat '${Status}' "$1" 2> /dev/null)" = 'install ok installed' ]; }

install() { # install PACKAGE…: those that are missing
  local package missing=()
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || { say "already installed: $*"; return 0; }
  may_be_root || fail "$(id -un) may not use sudo without a password. Copy this file to the VM and run it there, where sudo can ask: scp deploy/provision.sh HOST: && ssh -t HOST 'sudo -v && bash provision.sh'. Without sudo at all, ask whoever runs the VM."
  say "installing: ${missing[*]}"
  local log code=0
  log=$(mktemp)
  {
    # Fails when a list cannot be fetched, rather than going on with old ones; and does not wait for minutes.
    as_root apt-get --quiet --error-on=any -o Acquire::Retries=1 -o Acquire::http::Timeout=20 update &&
      # Never asks, and keeps a configuration file that somebody has changed.
      as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l apt-get --quiet --yes --no-install-recommends \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=120 \
        install "${missing[@]}"
  } < /dev/null > "$log" 2>&1 || code=$?
  [ "$code" = 0 ] || explain_apt "$log"
  rm -f "$log"
}

explain_apt() { # explain_apt LOG: ends with the reason why apt-get failed
  tail -n 15 "$1" >&2
  if grep -q 'No space left\|enough free space' "$1"; then
    fail 'the disk of the VM is full. See what takes the room (df -h, sudo du -xhd1 /), then run this again.'
  elif grep -q 'Temporary failure resolving\|Could not resolve\|Could not connect\|Failed to fetch\|timed out' "$1"; then
    fail 'the VM does not reach its package mirror, see above. It needs a way out to the network (HTTP, HTTPS, DNS): ask whoever runs it, then run this again.'
  else
    fail 'apt-get failed, see above. Repair that on the VM (often: sudo dpkg --configure -a), then run this again.'
  fi
}

start_docker() {
  as_root docker info > /dev/null 2>&1 && return
  say 'starting Docker'
  # Without systemd (a container, a WSL), the plain way.
  if [ -d /run/systemd/system ]; then
    as_root systemctl enable --now docker > /dev/null 2>&1 || true
  else
    as_root service docker start > /dev/null 2>&1 || true
  fi
  local try
  for try in $(seq 60); do
    as_root docker info > /dev/null 2>&1 && return
    sleep 0.5
  done
  fail 'Docker is installed but does not start. Its log says why: sudo journalctl -u docker, or /var/log/docker.log.'
}

provide_docker() {
  # Docker runs the service and brings it back after a reboot; Compose and Buildx build and start it; git fetches
  # the code; screen is the other way to leave something running.
  # shellcheck disable=SC2086 # A list of packages.
  install ca-certificates $docker_packages git screen
  start_docker
  if ! id -nG "$(id -un)" | grep -qw docker && [ "$(id -u)" != 0 ] && ! getent group docker | grep -qw "$(id -un)"; then
    say "letting $(id -un) run Docker without sudo (the group docker, which is as powerful as root), from the next login on"
    as_root usermod --append --groups docker "$(id -un)"
  fi

  # sg takes the group on at once, as the next login will.
  check 'Docker' sg docker -c 'docker info --format "engine {{.ServerVersion}}"'
  check 'Compose' docker compose version --short
  check 'Buildx' docker buildx version
}

# Node 20.19 or later: what package.json asks for.
node_is_new_enough() {
  command -v node > /dev/null && node -e "const [major, minor] = process.versions.node.split('.').map(Number)
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)"
}

provide_node() {
  if node_is_new_enough; then
    say "already there: Node $(node --version)"
  elif [ "$ID" = ubuntu ]; then
    fail "Ubuntu 24.04 itself has Node 18, and this needs 20.19 or later. Use Docker instead (without --node); or put Node there first (sudo snap install node --classic --channel=24), then run this again."
  else
    # npm brings Node along.
    install ca-certificates nodejs npm
  fi
  # git fetches the code; screen keeps the server running after the logout.
  install git screen
  node_is_new_enough || fail "Node is $(node --version 2> /dev/null || echo missing), and this needs 20.19 or later. Remove the other Node that comes first in PATH, then run this again."
  check 'Node' node --version
  check 'npm' npm --version
}

check() { # check NAME COMMAND…: what has been installed works
  local name=$1 answer
  shift
  answer=$("$@" 2>&1) || fail "$name does not work: $answer"
  say "works: $name ${answer%%$'\n'*}"
}

screen_runs() { # a session starts detached, and is there
  # Without systemd nothing has made screen's folder after a reboot.
  [ -d /run/screen ] || as_root service screen-cleanup start > /dev/null 2>&1 || true
  screen -dmS provision-check sleep 30
  local try
  # It may not be there yet when screen returns. Its whole list is read, as it could not write on after grep -q.
  for try in $(seq 50); do
    [[ $(screen -ls provision-check) != *.provision-check* ]] || break
    [ "$try" -lt 50 ] || { screen -ls; return 1; }
    sleep 0.1
  done
  screen -S provision-check -X quit
  screen --version
}

"provide_$way"
check 'git' git --version
check 'screen' screen_runs
say 'ready'
