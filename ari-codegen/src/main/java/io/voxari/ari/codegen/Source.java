package io.voxari.ari.codegen;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Where the api-docs come from: the folder of an installed Asterisk, or a running one. */
@FunctionalInterface
interface Source {
    /** The text of one file, such as {@code channels.json}. */
    String file(String name) throws IOException;

    /** A folder, or the ARI URL of a running Asterisk with {@code user:password} in {@code credentials}. */
    static Source of(String place, String credentials) {
        if (!place.startsWith("http")) {
            return name -> Files.readString(Path.of(place, name));
        }
        HttpClient http = HttpClient.newHttpClient();
        String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return name -> {
            URI uri = URI.create(place + (place.endsWith("/") ? "" : "/") + "api-docs/" + name);
            HttpRequest request =
                    HttpRequest.newBuilder(uri).header("Authorization", basic).build();
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    throw new IOException(uri + " answered " + response.statusCode());
                }
                return response.body();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted at " + uri, e);
            }
        };
    }
}
