package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentPipeline;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallOffer;
import io.voxari.agent.Resolution;
import io.voxari.agent.WorkflowResolver;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that brings a resolver, a quota check or an agent needs only to be there. */
class DroppedInTest {
    @TempDir
    Path jar;

    public static final class One implements WorkflowResolver {
        @Override
        public CompletionStage<Resolution> resolve(CallOffer offer) {
            return Resolution.accept("one");
        }
    }

    public static final class Another implements WorkflowResolver {
        @Override
        public CompletionStage<Resolution> resolve(CallOffer offer) {
            return Resolution.accept("another");
        }
    }

    public static final class Broken implements WorkflowResolver {
        public Broken() {
            throw new IllegalStateException("no database");
        }

        @Override
        public CompletionStage<Resolution> resolve(CallOffer offer) {
            return Resolution.accept("broken");
        }
    }

    public static final class Talker implements AgentPipeline {
        @Override
        public CompletionStage<AgentSession> open(AgentCall call) {
            return CompletableFuture.completedFuture(audio -> {});
        }
    }

    @Test
    void onlyOneIsUsed() throws IOException {
        brings(WorkflowResolver.class, One.class);
        brings(AgentPipeline.class, Talker.class);
        Voxari.Builder builder = withJar(() -> {
            Voxari.Builder filled = withAsterisk();
            filled.build().close();
            return filled;
        });
        assertThat(builder.resolver().getClass().getName()).isEqualTo(One.class.getName());
        assertThat(builder.agentOfAll())
                .isNotNull()
                .satisfies(agent ->
                        assertThat(agent.pipeline().getClass().getName()).isEqualTo(Talker.class.getName()));
    }

    @Test
    void twoAreBothNamed() throws IOException {
        brings(WorkflowResolver.class, One.class, Another.class);
        assertThatThrownBy(() -> withJar(() -> withAsterisk().build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more than one WorkflowResolver")
                .hasMessageContaining(One.class.getName())
                .hasMessageContaining(Another.class.getName())
                .hasMessageContaining("set the one to use in the builder");
    }

    @Test
    void theOneThatIsSetWins() throws IOException {
        brings(WorkflowResolver.class, One.class, Another.class);
        brings(AgentPipeline.class, Talker.class);
        Another set = new Another();
        Voxari.Builder builder = withJar(() -> {
            Voxari.Builder filled = withAsterisk().resolver(set);
            filled.build().close();
            return filled;
        });
        assertThat(builder.resolver()).isSameAs(set);
    }

    @Test
    void oneThatCannotBeMadeIsNamed() throws IOException {
        brings(WorkflowResolver.class, Broken.class);
        assertThatThrownBy(() -> withJar(() -> withAsterisk().build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Broken.class.getName())
                .hasRootCauseMessage("no database");
    }

    @Test
    void noneIsSaidWithWhatToDo() {
        assertThatThrownBy(() -> withAsterisk().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call resolver(...)");
        assertThatThrownBy(() -> withAsterisk().resolver(new One()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody talks: call agent(...)");
    }

    private static Voxari.Builder withAsterisk() {
        return Voxari.builder()
                .asterisk(AsteriskConfig.builder()
                        .endpoint(URI.create("http://127.0.0.1:1"))
                        .password("p")
                        .build());
    }

    private void brings(Class<?> service, Class<?>... providers) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        StringBuilder names = new StringBuilder();
        for (Class<?> provider : providers) {
            names.append(provider.getName()).append('\n');
        }
        Files.writeString(services.resolve(service.getName()), names);
    }

    private <T> T withJar(Supplier<T> task) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader loader = new Jar(new URL[] {jar.toUri().toURL()})) {
            current.setContextClassLoader(loader);
            return task.get();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    /** Defines the providers itself, as the loader of a jar does: those of our own module are not looked for. */
    private static final class Jar extends URLClassLoader {
        Jar(URL[] urls) {
            super(urls, DroppedInTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(DroppedInTest.class.getName() + "$")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (java.io.InputStream in = DroppedInTest.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }
}
