/*
 * A bare WebSocket echo on epoll: what a media server cannot be cheaper than. One thread, one read and one write a frame.
 * It trusts its peer: a frame's header is complete once its first bytes are, text is ignored, nothing is ever queued.
 *
 * Prints its port; then "0 0" for each line on its input, in the place of the figures that a Java server has.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define HELD 4096
#define EVENTS 256

struct connection {
    int fd;
    int upgraded;
    size_t held;
    unsigned char bytes[HELD];
};

static uint32_t rotate(uint32_t value, int bits) {
    return value << bits | value >> (32 - bits);
}

/* FIPS 180-4, for messages that fit in two blocks. */
static void sha1(const char *text, size_t length, unsigned char digest[20]) {
    uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    unsigned char message[128] = {0};
    size_t total = length + 9 <= 64 ? 64 : 128;
    memcpy(message, text, length);
    message[length] = 0x80;
    message[total - 2] = (unsigned char) (length * 8 >> 8);
    message[total - 1] = (unsigned char) (length * 8);
    for (size_t block = 0; block < total; block += 64) {
        uint32_t w[80];
        for (int i = 0; i < 16; i++) {
            uint32_t word;
            memcpy(&word, message + block + 4 * i, 4);
            w[i] = ntohl(word);
        }
        for (int i = 16; i < 80; i++) {
            w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        }
        uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
        for (int i = 0; i < 80; i++) {
            uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
            uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
            uint32_t next = rotate(a, 5) + f + e + k + w[i];
            e = d;
            d = c;
            c = rotate(b, 30);
            b = a;
            a = next;
        }
        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
        h[4] += e;
    }
    for (int i = 0; i < 20; i++) {
        digest[i] = (unsigned char) (h[i / 4] >> (24 - 8 * (i % 4)));
    }
}

static void base64(const unsigned char digest[20], char text[29]) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 28; i++) {
        int bit = 6 * i;
        int two = digest[bit / 8] << 8 | (bit / 8 + 1 < 20 ? digest[bit / 8 + 1] : 0);
        text[i] = i == 27 ? '=' : letters[two >> (10 - bit % 8) & 63];
    }
    text[28] = 0;
}

static void drop(struct connection *connection) {
    close(connection->fd);
    free(connection);
}

/* Answers the request; the number of bytes it took, 0 while it is not whole. */
static size_t upgrade(struct connection *connection) {
    char *end = memmem(connection->bytes, connection->held, "\r\n\r\n", 4);
    if (end == NULL) {
        return 0;
    }
    char *key = memmem(connection->bytes, connection->held, "Sec-WebSocket-Key: ", 19);
    if (key == NULL) {
        return 0;
    }
    char joined[64];
    memcpy(joined, key + 19, 24);
    memcpy(joined + 24, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", 36);
    unsigned char digest[20];
    char accept[29];
    sha1(joined, 60, digest);
    base64(digest, accept);
    char answer[256];
    int length = snprintf(answer, sizeof answer,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: %s\r\nSec-WebSocket-Protocol: media\r\n\r\n", accept);
    if (write(connection->fd, answer, length) != length) {
        return 0;
    }
    connection->upgraded = 1;
    return (size_t) (end + 4 - (char *) connection->bytes);
}

/* Echoes a frame of audio; the number of bytes it took, 0 while it is not whole. */
static size_t echo(struct connection *connection, unsigned char *frame, size_t available) {
    if (available < 6) {
        return 0;
    }
    size_t length = frame[1] & 127;
    size_t header = 2;
    if (length == 126) {
        length = (size_t) frame[2] << 8 | frame[3];
        header = 4;
    }
    if (available < header + 4 + length) {
        return 0;
    }
    if ((frame[0] & 15) == 2) {
        unsigned char mask[4];
        memcpy(mask, frame + header, 4);
        unsigned char *payload = frame + header + 4;
        for (size_t i = 0; i < length; i++) {
            payload[i] ^= mask[i & 3];
        }
        /* The answer has no mask: its header begins four bytes later. */
        frame[5] = frame[1] & 127;
        if (header == 4) {
            frame[7] = frame[3];
            frame[6] = frame[2];
            frame[5] = 126;
        }
        frame[4] = 0x82;
        if (write(connection->fd, frame + 4, header + length) < 0 && errno != EAGAIN) {
            return 0;
        }
    }
    return header + 4 + length;
}

static void readable(struct connection *connection) {
    ssize_t count = read(connection->fd, connection->bytes + connection->held, HELD - connection->held);
    if (count <= 0) {
        if (count == 0 || errno != EAGAIN) {
            drop(connection);
        }
        return;
    }
    connection->held += count;
    size_t at = connection->upgraded ? 0 : upgrade(connection);
    while (connection->upgraded) {
        size_t took = echo(connection, connection->bytes + at, connection->held - at);
        if (took == 0) {
            break;
        }
        at += took;
    }
    connection->held -= at;
    memmove(connection->bytes, connection->bytes + at, connection->held);
}

int main(void) {
    int acceptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int poll = epoll_create1(0);
    struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = NULL};
    if (bind(acceptor, (struct sockaddr *) &address, length) != 0 || listen(acceptor, 512) != 0
            || getsockname(acceptor, (struct sockaddr *) &address, &length) != 0
            || epoll_ctl(poll, EPOLL_CTL_ADD, acceptor, &wanted) != 0) {
        perror("echo");
        return 1;
    }
    struct connection input = {.fd = 0};
    wanted.data.ptr = &input;
    epoll_ctl(poll, EPOLL_CTL_ADD, 0, &wanted);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    struct epoll_event events[EVENTS];
    while (1) {
        int count = epoll_wait(poll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            struct connection *connection = events[i].data.ptr;
            if (connection == &input) {
                char line[16];
                if (read(0, line, sizeof line) <= 0) {
                    return 0;
                }
                printf("0 0\n");
                fflush(stdout);
            } else if (connection != NULL) {
                readable(connection);
            } else {
                int fd = accept4(acceptor, NULL, NULL, SOCK_NONBLOCK);
                int on = 1;
                struct connection *made = fd < 0 ? NULL : calloc(1, sizeof *made);
                if (made != NULL) {
                    made->fd = fd;
                    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                    wanted.data.ptr = made;
                    epoll_ctl(poll, EPOLL_CTL_ADD, fd, &wanted);
                }
            }
        }
    }
}
