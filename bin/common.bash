# Sourced by the commands beside it: finds or installs what they need. Debian and root, or it says what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Prints the comment at the head of the command.
usage() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
  exit 0
}

# need COMMAND PACKAGE: installs the Debian package when the command is not there.
need() {
  command -v "$1" >/dev/null && return
  command -v apt-get >/dev/null || fail "$1 is missing; on Debian it is in the package $2"
  ((EUID == 0)) || fail "$1 is missing; as root: apt-get install $2"
  echo "Installing $2..." >&2
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$2"; } \
    >/dev/null || fail "could not install $2"
}

need_java() {
  need javac openjdk-17-jdk-headless
  need mvn maven
  local version
  version=$(javac -version 2>&1 | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  ((version >= 17)) || fail "JDK 17 or newer is needed; javac is version $version"
}

need_asterisk() {
  need sipp sip-tester
  asterisk/install
}

# The java of the newest JDK that is installed; empty when that is the one in use.
newer_java() {
  local home release version best=17 found=
  for home in /usr/lib/jvm/*/; do
    release=$home/release
    [[ -f $release && -x $home/bin/java ]] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
    if ((version > best)); then
      best=$version found=${home}bin/java
    fi
  done
  echo "$found"
}

# Builds what the examples need, unless nothing has changed since.
build_examples() {
  local built=examples/target/classpath
  if [[ -f $built && -z $(find pom.xml ./*/pom.xml ./*/src/main ./*/src/generated -newer "$built" -print -quit 2>/dev/null) ]]; then
    return
  fi
  echo "Building (some two minutes the first time)..." >&2
  mvn -q -B -ntp -Dstyle.color=never -pl examples -am package -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip -Djacoco.skip
  touch "$built"
}

examples_classpath() {
  echo "examples/target/classes:$(cat examples/target/classpath)"
}
