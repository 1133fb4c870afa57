package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is lacking is named: otherwise a green drift test would mean nothing. */
class ApiDriftReportTest {
    private static final Map<String, String> NEWER = Map.of(
            "resources.json",
            "{\"apis\":[{\"path\":\"/api-docs/sounds.{format}\"},{\"path\":\"/api-docs/events.{format}\"}]}",
            "sounds.json",
            """
            {"apis":[
              {"path":"/sounds","operations":[
                {"httpMethod":"GET","parameters":[{"name":"lang"},{"name":"format"},{"name":"loudness"}]},
                {"httpMethod":"POST"}]},
              {"path":"/sounds/{soundId}","operations":[{"httpMethod":"GET","parameters":[{"name":"soundId"}]}]}],
             "models":{
              "Song":{"properties":{}},
              "Sound":{"properties":{"id":{"type":"string"},"text":{"type":"int"},"bars":{"type":"int"},
                "formats":{"type":"List[FormatLangPair]"}}},
              "FormatLangPair":{"properties":{"language":{"type":"string"},"format":{"type":"string"}}},
              "LiveRecording":{"properties":{"name":{"type":"string"},"state":{"type":"string",
                "allowableValues":{"values":["done","melted"]}}}}}}""",
            "events.json",
            """
            {"models":{
              "Message":{"properties":{"type":{"type":"string"},"asterisk_id":{"type":"string"}}},
              "Event":{"subTypes":["ChannelSang","ApplicationReplaced"],
                "properties":{"application":{"type":"string"},"timestamp":{"type":"Date"}}},
              "ApplicationReplaced":{"properties":{}},
              "MissingParams":{"properties":{"params":{"type":"List[string]"}}},
              "ChannelSang":{"properties":{}}}}""");

    @Test
    void namesWhatIsLacking() {
        String report = new ApiDrift(file -> Objects.requireNonNull(NEWER.get(file), file)).report();

        assertThat(report.lines())
                .containsExactlyInAnyOrder(
                        "operations 2/3, parameters 3/4, models 7/9, fields 11/13, values 1/2, events 1/2",
                        "lacking operation POST /sounds",
                        "lacking parameter GET /sounds loudness",
                        "lacking model Song",
                        "lacking model ChannelSang",
                        "lacking field Sound.text",
                        "lacking field Sound.bars",
                        "lacking value LiveRecording.state melted");
    }
}
