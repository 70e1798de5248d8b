# Sourced by the scripts in bin. Sets ROOT (the checkout) and JDK (a JDK 25 or later), or ends the
# script with a message when there is none, and offers
#
#   build <module> <jar>    lets Maven package a module if its jar is missing or out of date
#
# JDKs are looked for at JAVA_HOME, at the java on the PATH, and where they are usually installed.
# Maven itself may run on Java 17. It takes its options from MAVEN_ARGS (as does Maven 3.9) and
# from MAVEN_OPTS:
#
#   MAVEN_ARGS="-o -Dmaven.repo.local=repository" bin/demo list

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

fail() {
    echo "$(basename "$0"): $1" >&2
    exit 1
}

# The major version of the JDK in a directory; 0 when there is none.
jdk_version() {
    local version=
    if [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]]; then
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    fi
    echo "${version:-0}"
}

home_of_java_on_path() {
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

find_jdk25() {
    local home
    for home in \
        "${JAVA_HOME:-}" "$(home_of_java_on_path)" \
        /usr/lib/jvm/* ~/.sdkman/candidates/java/* ~/.jdks/* /opt/* /opt/*/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if (($(jdk_version "$home") >= 25)); then
            echo "$home"
            return
        fi
    done
    fail "no JDK 25 found. Install one (for instance from https://adoptium.net) and set JAVA_HOME."
}

build() {
    local module=$1 jar=$ROOT/$2
    if [[ -f $jar && -z $(find "$ROOT"/pom.xml "$ROOT"/*/pom.xml "$ROOT"/*/src/main -newer "$jar") ]]; then
        return
    fi
    command -v mvn >/dev/null || fail "no Maven found: mvn 3.8.7 or later must be on the PATH."
    echo "Building $module; the first time takes a minute ..." >&2
    (
        export JAVA25_HOME=$JDK # so that Maven's search for a JDK 25 finds the same one
        if (($(jdk_version "${JAVA_HOME:-$(home_of_java_on_path)}") < 17)); then
            export JAVA_HOME=$JDK
        fi
        args=${MAVEN_ARGS:-}
        unset MAVEN_ARGS # Maven 3.9 would add them again
        # shellcheck disable=SC2086 # several words on purpose
        cd "$ROOT" && mvn $args -q -B -DskipTests -pl "$module" -am package >&2
    ) || fail "the build failed; its messages are above."
    touch "$jar" # newer than its sources, also when Maven found nothing to do
}

JDK=$(find_jdk25) || exit 1
