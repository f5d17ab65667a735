// libcrypto for Swift: its macros and variadic functions cannot be called from Swift, and a passphrase is asked for through a
// C function pointer.
#ifndef BULKHEAD_CRYPTO_SHIM_H
#define BULKHEAD_CRYPTO_SHIM_H

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <string.h>

// Memory from libcrypto's locked heap; from the ordinary one when that is full or was refused.
static inline void *bulkhead_crypto_allocate(size_t count) {
    void *memory = OPENSSL_secure_malloc(count);
    return memory != NULL ? memory : OPENSSL_malloc(count);
}
// Overwrites and releases either kind.
static inline void bulkhead_crypto_release(void *memory, size_t count) {
    OPENSSL_secure_clear_free(memory, count);
}

// HMAC-SHA256 with a key; 1 when it worked.
static inline int bulkhead_crypto_hmac_start(EVP_MAC_CTX *context, const void *key, size_t count) {
    char digest[] = "SHA256";
    OSSL_PARAM parameters[2];
    parameters[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0);
    parameters[1] = OSSL_PARAM_construct_end();
    return EVP_MAC_init(context, (const unsigned char *)key, count, parameters);
}

// What a memory BIO holds.
static inline size_t bulkhead_crypto_bio_bytes(BIO *bio, const unsigned char **bytes) {
    char *start = NULL;
    long count = BIO_get_mem_data(bio, &start);
    *bytes = (const unsigned char *)start;
    return start == NULL || count < 0 ? 0 : (size_t)count;
}

struct bulkhead_crypto_passphrase {
    const void *bytes;  // NULL: there is none
    size_t count;
    int was_asked;
};

static inline int bulkhead_crypto_give_passphrase(char *buffer, int size, int is_writing, void *context) {
    struct bulkhead_crypto_passphrase *passphrase = (struct bulkhead_crypto_passphrase *)context;
    (void)is_writing;
    passphrase->was_asked = 1;
    if (passphrase->bytes == NULL || size < 0 || passphrase->count > (size_t)size) return -1;
    memcpy(buffer, passphrase->bytes, passphrase->count);
    return (int)passphrase->count;
}

// The private key of a PEM text; NULL when it is none. Never asks the terminal.
static inline EVP_PKEY *bulkhead_crypto_read_private_key(BIO *bio, struct bulkhead_crypto_passphrase *passphrase) {
    return PEM_read_bio_PrivateKey(bio, NULL, bulkhead_crypto_give_passphrase, passphrase);
}
// The public key of a PEM text; NULL when it is none.
static inline EVP_PKEY *bulkhead_crypto_read_public_key(BIO *bio) {
    struct bulkhead_crypto_passphrase none = {NULL, 0, 0};
    return PEM_read_bio_PUBKEY(bio, NULL, bulkhead_crypto_give_passphrase, &none);
}
// PKCS#8, encrypted with AES-256 when there is a passphrase; 1 when it worked.
static inline int bulkhead_crypto_write_private_key(BIO *bio, EVP_PKEY *key, const void *passphrase, size_t count) {
    const EVP_CIPHER *cipher = passphrase == NULL ? NULL : EVP_aes_256_cbc();
    return PEM_write_bio_PKCS8PrivateKey(bio, key, cipher, (char *)passphrase, (int)count, NULL, NULL);
}

static inline EVP_PKEY *bulkhead_crypto_generate_ed25519(void) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}
static inline EVP_PKEY *bulkhead_crypto_generate_rsa(size_t bit_count) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bit_count);
}

#endif
