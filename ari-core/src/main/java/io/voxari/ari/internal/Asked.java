package io.voxari.ari.internal;

/** What was asked, in words for a log or an exception: the ids are in it, parameters and bodies are not. */
record Asked(String method, String path, boolean namesResource) {
    static Asked of(RestCall call) {
        StringBuilder path = new StringBuilder();
        int values = 0;
        for (String segment : call.path().split("/", -1)) {
            boolean hole = segment.startsWith("{") && values < call.pathValues().size();
            path.append(path.isEmpty() && segment.isEmpty() ? "" : "/")
                    .append(hole ? call.pathValues().get(values++) : segment);
        }
        return new Asked(call.method(), path.toString(), values > 0);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
