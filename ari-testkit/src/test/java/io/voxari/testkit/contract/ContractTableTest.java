package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** CONTRACT.md says of each thing that is known of Asterisk what tries it. */
class ContractTableTest {
    private static final Pattern RULE = Pattern.compile("`(\\w+Contract)\\.(\\w+)`");
    private static final Pattern REASON = Pattern.compile("(?m)^\\| .+ \\|( *)\\|$");

    @Test
    void eachRuleThatIsNamedExists() throws Exception {
        Set<String> existing = Rules.methods()
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .collect(Collectors.toSet());
        Set<String> named = RULE.matcher(text())
                .results()
                .map(rule -> rule.group(1) + "." + rule.group(2))
                .collect(Collectors.toSet());
        assertThat(existing).containsAll(named);
        assertThat(named).hasSizeGreaterThan(100);
    }

    @Test
    void eachThemeIsNamed() throws Exception {
        Set<String> named = RULE.matcher(text())
                .results()
                .map((MatchResult rule) -> rule.group(1))
                .collect(Collectors.toSet());
        assertThat(named)
                .containsAll(Arrays.stream(WholeContract.class.getDeclaredClasses())
                        .map(nested -> nested.getSuperclass().getSimpleName())
                        .toList());
    }

    @Test
    void nothingIsLeftOpen() throws Exception {
        assertThat(REASON.matcher(text()).find()).isFalse();
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("CONTRACT.md"));
    }
}
