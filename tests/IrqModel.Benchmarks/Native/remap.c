/*
 * What RemappingHardware.Request does, in plain C, for the comparison in docs/performance.md: the same registers, table, entry cache,
 * checks, fault recording and result, request by request.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { REFUSED = 0, PASSED = 1, REMAPPED = 2 };
enum { CACHE_LINES = 1024, FAULT_REGISTERS = 8 };

struct request { uint64_t address; uint32_t data; uint16_t requester; uint16_t padding; };
struct result { uint8_t fault, kind, vector, attributes; uint32_t destination; int64_t index; };
struct line { uint64_t low, high; int32_t tag; };
struct record { uint64_t low, high; };

struct unit {
    int enabled, extended, passes_compatibility, keeps;
    const uint64_t *table;
    uint32_t entries, readable;
    uint64_t plain_mask;
    int destination_shift;
    uint32_t destination_mask;
    uint8_t destination_attribute;
    struct line *cache;
    struct record records[FAULT_REGISTERS];
    int next, pending, overflowed;
};

static void record(struct unit *u, uint16_t requester, uint8_t reason, int32_t index)
{
    if (u->overflowed) return;
    struct record *r = &u->records[u->next];
    if (r->high >> 63) { u->overflowed = 1; return; }
    r->low = (uint64_t)(index & 0xFFFF) << 48;
    r->high = 1ULL << 63 | (uint64_t)reason << 32 | requester;
    u->pending++;
    u->next = (u->next + 1) % FAULT_REGISTERS;
}

static __attribute__((noinline)) struct result refuse(struct unit *u, uint8_t reason, uint16_t requester, int32_t index)
{
    record(u, requester, reason, index);
    return (struct result){ reason, REFUSED, 0, 0, 0, index };
}

static struct result refuse_qualified(struct unit *u, uint8_t reason, uint64_t low, uint16_t requester, int32_t index)
{
    if (low & 2) return (struct result){ reason, REFUSED, 0, 0, 0, index };
    return refuse(u, reason, requester, index);
}

static __attribute__((noinline)) struct result without_entry(struct unit *u, const struct request *q)
{
    struct result pass = {
        0, PASSED, (uint8_t)q->data, (uint8_t)((q->address & 12) | (q->data >> 11 & 16) | (q->data >> 3 & 0xE0)),
        (uint32_t)(q->address >> 12) & 0xFF, -1
    };
    if (!u->enabled) return pass;
    if (q->address >> 20 != 0xFEE) return refuse(u, 0x20, q->requester, 0);
    if (u->extended || !u->passes_compatibility) return refuse(u, 0x25, q->requester, 0);
    return pass;
}

static __attribute__((noinline)) struct result through_unusual(
    struct unit *u, uint64_t low, uint64_t high, uint16_t requester, int32_t index)
{
    (void)high;
    return refuse_qualified(u, low & 1 ? 0x24 : 0x22, low, requester, index);
}

static inline int admits(uint64_t high, uint16_t requester)
{
    static const uint16_t masks[4] = { 0xFFFF, 0xFFFB, 0xFFF9, 0xFFF8 };
    switch (high >> 18 & 3) {
    case 1: return (((uint16_t)high ^ requester) & masks[high >> 16 & 3]) == 0;
    case 0: return 1;
    case 2: return requester >> 8 >= (uint8_t)(high >> 8) && requester >> 8 <= (uint8_t)high;
    default: return 0;
    }
}

static inline struct result request(struct unit *u, const struct request *q)
{
    uint64_t address = q->address;
    if (!u->enabled || (address & 0xFFFFFFFFFFF00010) != 0xFEE00010) return without_entry(u, q);
    int32_t index = (int32_t)((address >> 5 & 0x7FFF) | (address & 4) << 13);
    if (address & 8) {
        if (q->data > 0xFFFF) return refuse(u, 0x20, q->requester, index);
        index += (int32_t)q->data;
    }

    struct line *line = &u->cache[index & (CACHE_LINES - 1)];
    uint64_t low, high;
    if (line->tag == index + 1) {
        low = line->low;
        high = line->high;
        if (!admits(high, q->requester)) return refuse_qualified(u, 0x26, low, q->requester, index);
    } else {
        if ((uint32_t)index >= u->readable) return refuse(u, (uint32_t)index >= u->entries ? 0x21 : 0x23, q->requester, index);
        low = u->table[2 * index];
        high = u->table[2 * index + 1];
        if ((low & u->plain_mask) != 1 || (high & ~0xFFFFFULL) != 0) return through_unusual(u, low, high, q->requester, index);
        if (!admits(high, q->requester)) return refuse_qualified(u, 0x26, low, q->requester, index);
        if (u->keeps) {
            line->low = low;
            line->high = high;
            line->tag = index + 1;
        }
    }

    return (struct result){
        0, REMAPPED, (uint8_t)(low >> 16), (uint8_t)((low & 0xFC) | u->destination_attribute),
        (uint32_t)(low >> u->destination_shift) & u->destination_mask, index
    };
}

struct unit *unit_create(const uint64_t *table, uint32_t entries, int keeps)
{
    struct unit *u = calloc(1, sizeof *u);
    u->enabled = 1;
    u->keeps = keeps;
    u->table = table;
    u->entries = u->readable = entries;
    u->plain_mask = 1 | 1ULL << 15 | 7ULL << 12 | 0xFFULL << 24 | 0xFFFF00FFULL << 32;
    u->destination_shift = 40;
    u->destination_mask = 0xFF;
    u->cache = calloc(CACHE_LINES, sizeof *u->cache);
    return u;
}

void unit_clear_cache(struct unit *u) { memset(u->cache, 0, CACHE_LINES * sizeof *u->cache); }

/* Sends each request, keeps its result, and gives a checksum that both sides must agree on. Here request() is inlined into the loop. */
uint64_t unit_run(struct unit *u, const struct request *requests, struct result *results, int32_t count)
{
    uint64_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        struct result r = request(u, &requests[i]);
        results[i] = r;
        sum = sum * 31 + r.destination + r.vector + ((uint64_t)r.fault << 8);
    }

    return sum;
}

static struct result request_by_call(struct unit *u, const struct request *q) { return request(u, q); }

struct result (*volatile unit_request)(struct unit *, const struct request *) = request_by_call;

/* The same through a function pointer, which is what code has that must serve more than one kind of unit (QEMU: X86IOMMUClass.int_remap). */
uint64_t unit_run_by_call(struct unit *u, const struct request *requests, struct result *results, int32_t count)
{
    struct result (*call)(struct unit *, const struct request *) = unit_request;
    uint64_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        struct result r = call(u, &requests[i]);
        results[i] = r;
        sum = sum * 31 + r.destination + r.vector + ((uint64_t)r.fault << 8);
    }

    return sum;
}
