package io.voxari.ari.codegen;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** In which releases something came: what the data says, else what the api-docs say. */
final class Since {
    private final DataFile overrides;

    Since(DataFile overrides) {
        this.overrides = overrides;
    }

    /** {@code , since Asterisk 20.16.0, 21.11.0 and 22.6.0}, or nothing when it is not known. */
    String clause(String key, String... documented) {
        String override = overrides.get(key);
        List<String> versions = override == null ? List.of(documented) : Arrays.asList(override.split(" "));
        if (versions.isEmpty()) {
            return "";
        }
        List<String> sorted = versions.stream()
                .sorted(Comparator.comparingInt(
                        version -> Integer.parseInt(version.substring(0, version.indexOf('.')))))
                .toList();
        String last = sorted.get(sorted.size() - 1);
        String head = String.join(", ", sorted.subList(0, sorted.size() - 1));
        return ", since Asterisk " + (head.isEmpty() ? last : head + " and " + last);
    }
}
