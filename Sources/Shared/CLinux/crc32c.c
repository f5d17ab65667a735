#include "CLinux.h"

#include <stddef.h>
#include <string.h>

#if defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), the one that x86 (SSE 4.2) and ARM have instructions for.

static uint32_t table[256];
static int is_table_made;

static uint32_t by_table(uint32_t crc, const uint8_t *bytes, size_t count) {
    if (!__atomic_load_n(&is_table_made, __ATOMIC_ACQUIRE)) {
        // Two threads at once write the same numbers.
        for (uint32_t index = 0; index < 256; index++) {
            uint32_t value = index;
            for (int bit = 0; bit < 8; bit++) value = value & 1 ? value >> 1 ^ 0x82F63B78u : value >> 1;
            __atomic_store_n(&table[index], value, __ATOMIC_RELAXED);
        }
        __atomic_store_n(&is_table_made, 1, __ATOMIC_RELEASE);
    }
    for (size_t index = 0; index < count; index++) crc = crc >> 8 ^ table[(crc ^ bytes[index]) & 0xFF];
    return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t crc, const uint8_t *bytes, size_t count) {
    uint64_t wide = crc;
    for (; count >= 8; bytes += 8, count -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        wide = __builtin_ia32_crc32di(wide, word);
    }
    crc = (uint32_t)wide;
    for (; count > 0; bytes++, count--) crc = __builtin_ia32_crc32qi(crc, *bytes);
    return crc;
}
static int has_instruction(void) { return __builtin_cpu_supports("sse4.2"); }
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
static uint32_t by_instruction(uint32_t crc, const uint8_t *bytes, size_t count) {
    for (; count >= 8; bytes += 8, count -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        crc = __crc32cd(crc, word);
    }
    for (; count > 0; bytes++, count--) crc = __crc32cb(crc, *bytes);
    return crc;
}
static int has_instruction(void) { return 1; }
#else
static uint32_t by_instruction(uint32_t crc, const uint8_t *bytes, size_t count) { return by_table(crc, bytes, count); }
static int has_instruction(void) { return 0; }
#endif

uint32_t bulkhead_crc32c(const void *bytes, size_t count, int uses_table) {
    if (uses_table || !has_instruction()) return ~by_table(~0u, (const uint8_t *)bytes, count);
    return ~by_instruction(~0u, (const uint8_t *)bytes, count);
}
