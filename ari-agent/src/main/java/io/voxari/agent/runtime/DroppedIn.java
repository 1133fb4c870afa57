package io.voxari.agent.runtime;

import io.voxari.agent.AgentPipeline;
import io.voxari.agent.QuotaCheck;
import io.voxari.agent.WorkflowResolver;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a jar brings along: {@link WorkflowResolver}, {@link QuotaCheck}, {@link AgentPipeline}. */
final class DroppedIn {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedIn.class);

    private DroppedIn() {}

    /**
     * {@return the only one that is there, or empty if there is none}
     *
     * @throws IllegalStateException if there are several, or the one cannot be made
     */
    static <T> Optional<T> find(Class<T> kind) {
        List<ServiceLoader.Provider<T>> providers = listed(kind);
        if (providers.size() > 1) {
            String names = providers.stream()
                    .map(provider -> provider.type().getName() + " of " + place(provider.type()))
                    .collect(Collectors.joining(" and "));
            throw new IllegalStateException("more than one " + kind.getSimpleName() + " is there: " + names
                    + "; leave one, or set the one to use in the builder");
        }
        if (providers.isEmpty()) {
            return Optional.empty();
        }
        ServiceLoader.Provider<T> only = providers.get(0);
        try {
            T found = only.get();
            LOG.info("using {} {} of {}", kind.getSimpleName(), only.type().getName(), place(only.type()));
            return Optional.of(found);
        } catch (ServiceConfigurationError broken) {
            throw unusable(kind, broken);
        }
    }

    private static <T> List<ServiceLoader.Provider<T>> listed(Class<T> kind) {
        try {
            return ServiceLoader.load(kind).stream().toList();
        } catch (ServiceConfigurationError broken) {
            throw unusable(kind, broken);
        }
    }

    private static IllegalStateException unusable(Class<?> kind, ServiceConfigurationError broken) {
        return new IllegalStateException(
                "a jar brings a " + kind.getSimpleName() + " that cannot be used: " + broken.getMessage(), broken);
    }

    private static String place(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? "an unknown place"
                : source.getLocation().toString();
    }
}
