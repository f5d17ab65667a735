#include "include/CVerification.h"

#include <dlfcn.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <pthread.h>

// Each function of libcrypto that is used, with the type that its header gives it.
#define FUNCTIONS(X)                                                                                                  \
    X(EVP_Digest)                                                                                                     \
    X(EVP_sha256)                                                                                                     \
    X(CRYPTO_memcmp)                                                                                                  \
    X(d2i_PUBKEY)                                                                                                     \
    X(EVP_PKEY_new_raw_public_key)                                                                                    \
    X(EVP_PKEY_free)                                                                                                  \
    X(EVP_MD_CTX_new)                                                                                                 \
    X(EVP_MD_CTX_free)                                                                                                \
    X(EVP_DigestVerifyInit)                                                                                           \
    X(EVP_DigestVerify)                                                                                               \
    X(ERR_clear_error)

#define DECLARED(name) __typeof__(&name) name##_;
static struct {
    FUNCTIONS(DECLARED)
} libcrypto;

static const char *failure;
static pthread_once_t was_opened = PTHREAD_ONCE_INIT;

// By the name that the dynamic linker would use for a program linked to it (OpenSSL 3's ABI), from the same folders. It
// stays open: closing it while a key lives would take the code away below it.
static void open_libcrypto(void) {
    void *library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        failure = dlerror();
        if (failure == NULL) failure = "libcrypto.so.3 cannot be opened";
        return;
    }
#define RESOLVED(name)                                                                                                \
    libcrypto.name##_ = (__typeof__(&name))dlsym(library, #name);                                                     \
    if (libcrypto.name##_ == NULL) failure = "libcrypto.so.3 has no " #name;
    FUNCTIONS(RESOLVED)
}

const char *bulkhead_verification_open(void) {
    pthread_once(&was_opened, open_libcrypto);
    return failure;
}

int bulkhead_verification_digest(const void *bytes, size_t count, uint8_t digest[BULKHEAD_DIGEST_BYTES]) {
    unsigned int made = 0;
    return libcrypto.EVP_Digest_(bytes, count, digest, &made, libcrypto.EVP_sha256_(), NULL) == 1 &&
           made == BULKHEAD_DIGEST_BYTES;
}

int bulkhead_verification_is_equal(const void *one, const void *other, size_t count) {
    return libcrypto.CRYPTO_memcmp_(one, other, count) == 0;
}

// A refusal leaves its reason in libcrypto's queue, which would grow: each call that can be refused empties it.

void *bulkhead_verification_read_key(const uint8_t *bytes, size_t count) {
    EVP_PKEY *key = libcrypto.d2i_PUBKEY_(NULL, &bytes, (long)count);
    libcrypto.ERR_clear_error_();
    return key;
}

void *bulkhead_verification_ed25519_key(const uint8_t *bytes, size_t count) {
    EVP_PKEY *key = libcrypto.EVP_PKEY_new_raw_public_key_(EVP_PKEY_ED25519, NULL, bytes, count);
    libcrypto.ERR_clear_error_();
    return key;
}

void bulkhead_verification_release_key(void *key) {
    libcrypto.EVP_PKEY_free_(key);
}

int bulkhead_verification_is_signed(void *key, int is_digest_signed, const uint8_t *signature, size_t signature_count,
                                    const uint8_t *message, size_t message_count) {
    EVP_MD_CTX *context = libcrypto.EVP_MD_CTX_new_();
    if (context == NULL) return 0;
    const EVP_MD *digest = is_digest_signed ? libcrypto.EVP_sha256_() : NULL;
    int result = libcrypto.EVP_DigestVerifyInit_(context, NULL, digest, NULL, key);
    if (result == 1) result = libcrypto.EVP_DigestVerify_(context, signature, signature_count, message, message_count);
    libcrypto.EVP_MD_CTX_free_(context);
    libcrypto.ERR_clear_error_();
    return result == 1;
}
