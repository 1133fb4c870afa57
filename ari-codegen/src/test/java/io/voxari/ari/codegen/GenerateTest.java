package io.voxari.ari.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTest {
    @TempDir
    Path folder;

    private void apiDocs(String operation) throws IOException {
        Files.writeString(folder.resolve("resources.json"), "{\"apis\":[{\"path\":\"/api-docs/sounds.{format}\"}]}");
        Files.writeString(
                folder.resolve("sounds.json"),
                "{\"apis\":[{\"path\":\"/sounds\",\"operations\":[" + operation
                        + "]}],\"models\":{\"Event\":{\"id\":\"Event\",\"subTypes\":[],\"properties\":{}}}}");
    }

    @Test
    void whatHasNoSentenceStopsItBeforeAnythingIsWritten() throws IOException {
        apiDocs("{\"httpMethod\":\"POST\",\"nickname\":\"sing\",\"responseClass\":\"void\","
                + "\"parameters\":[{\"name\":\"song\",\"paramType\":\"query\",\"dataType\":\"string\"}]}");
        Path target = Files.createDirectory(folder.resolve("target"));
        Path old = Files.writeString(target.resolve("Old.java"), "");

        assertThatThrownBy(() -> Generate.main(new String[] {folder.toString(), target.toString()}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No sentence for [sounds.sing]")
                .hasMessageContaining("No sentence for [sounds.sing.song, sounds.*.song, param song]")
                .hasMessageContaining("nothing is called channels.hangup");
        assertThat(old).exists();
    }

    @Test
    void aTypeThatIsNotKnownStopsIt() throws IOException {
        apiDocs("{\"httpMethod\":\"POST\",\"nickname\":\"sing\",\"responseClass\":\"void\","
                + "\"parameters\":[{\"name\":\"song\",\"paramType\":\"query\",\"dataType\":\"melody\"}]}");

        assertThatThrownBy(() -> Generate.main(
                        new String[] {folder.toString(), folder.resolve("x").toString()}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sounds.sing.song is a melody");
    }
}
