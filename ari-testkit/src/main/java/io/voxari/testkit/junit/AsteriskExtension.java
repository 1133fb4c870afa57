package io.voxari.testkit.junit;

import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.VirtualTime;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test method its own {@link SimulatedAsterisk}, and {@link SimulatedCaller}s who have not called yet. With a parameter
 * of type {@link VirtualTime} all of it is in that time.
 *
 * <pre>{@code
 * @ExtendWith(AsteriskExtension.class)
 * class MyAgentTest {
 *     @Test
 *     void greets(SimulatedAsterisk asterisk, SimulatedCaller ann) { ... }
 * }
 * }</pre>
 *
 * <p>After a test that passed it waits up to five seconds for {@link SimulatedAsterisk#awaitQuiet}: the application must have
 * taken down all that it made. Close the application, or end its calls, in the test. Then, in any case, all is closed.
 */
public final class AsteriskExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(AsteriskExtension.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Made by JUnit. */
    public AsteriskExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return context.getTestMethod().isPresent()
                && (type == SimulatedAsterisk.class || type == SimulatedCaller.class || type == VirtualTime.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Parameter[] all = parameter.getDeclaringExecutable().getParameters();
        boolean isVirtual = Arrays.stream(all).anyMatch(one -> one.getType() == VirtualTime.class);
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        Given given = store.get(context.getUniqueId(), Given.class);
        if (given == null) {
            given = Given.start(isVirtual);
            store.put(context.getUniqueId(), given);
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == VirtualTime.class) {
            return given.time.orElseThrow();
        }
        return type == SimulatedCaller.class ? given.asterisk.caller() : given.asterisk;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Given given = context.getStore(NAMESPACE).remove(context.getUniqueId(), Given.class);
        if (given == null) {
            return;
        }
        try {
            if (context.getExecutionException().isEmpty()) {
                given.asterisk.awaitQuiet(PATIENCE);
            }
        } finally {
            given.asterisk.close();
            given.time.ifPresent(VirtualTime::close);
        }
    }

    private record Given(SimulatedAsterisk asterisk, Optional<VirtualTime> time) {
        static Given start(boolean isVirtual) {
            SimulatedAsterisk.Builder builder = SimulatedAsterisk.builder();
            if (!isVirtual) {
                return new Given(builder.start(), Optional.empty());
            }
            VirtualTime time = VirtualTime.start();
            return new Given(builder.time(time).start(), Optional.of(time));
        }
    }
}
