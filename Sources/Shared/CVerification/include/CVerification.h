// Digests, and signatures of others, by the system's libcrypto, which is opened at the first call. A process that never
// asks has nothing of it: linked in, it would cost every supervisor 0.5 MiB, and only one that lets clients in by tokens asks.
#ifndef BULKHEAD_CVERIFICATION_H
#define BULKHEAD_CVERIFICATION_H

#include <stddef.h>
#include <stdint.h>

#define BULKHEAD_DIGEST_BYTES 32

// Opens libcrypto unless it is open. NULL when it is there; otherwise why not, in words that stay valid.
// All of the calls below need that it was opened.
const char *bulkhead_verification_open(void);

// SHA-256 (FIPS 180-4); 1 when it worked.
int bulkhead_verification_digest(const void *bytes, size_t count, uint8_t digest[BULKHEAD_DIGEST_BYTES]);
// 1 when both hold the same bytes, in a time that does not depend on where they differ.
int bulkhead_verification_is_equal(const void *one, const void *other, size_t count);

// A public key; NULL when the bytes are none. Released with bulkhead_verification_release_key.
// Of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7); a point off its curve is refused.
void *bulkhead_verification_read_key(const uint8_t *bytes, size_t count);
// Of the 32 bytes of an Ed25519 key (RFC 8032 §5.1.2).
void *bulkhead_verification_ed25519_key(const uint8_t *bytes, size_t count);
void bulkhead_verification_release_key(void *key);

// 1 when this is a signature of the message by the key: over its SHA-256, or over the message itself (Ed25519).
int bulkhead_verification_is_signed(void *key, int is_digest_signed, const uint8_t *signature, size_t signature_count,
                                    const uint8_t *message, size_t message_count);

#endif
