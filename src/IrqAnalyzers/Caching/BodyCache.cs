using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;

namespace IrqAnalyzers.Caching;

/// <summary>
/// Results of bodies that outlive the compilation: after a keystroke in one method the others are not analysed again. Kept by the
/// fingerprint of all declarations, for the last few of those, and never more than a fixed number of bodies.
/// </summary>
internal sealed class BodyCache
{
    /// <summary>How many states of the declarations are kept: several projects, an undone change.</summary>
    public const int MaximumGenerations = 8;

    /// <summary>How many bodies are kept in all.</summary>
    public const int MaximumBodies = 50_000;

    private readonly object gate = new();
    private readonly List<Generation> generations = new();
    private int hits;

    /// <summary>How often a result was found, for tests.</summary>
    public int Hits => hits;

    /// <summary>How many bodies are kept now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                var count = 0;
                foreach (var generation in generations) count += generation.Count;
                return count;
            }
        }
    }

    /// <summary>The results under some declarations. The least recently used ones are evicted.</summary>
    public Generation Of(Fingerprint declarations)
    {
        lock (gate)
        {
            var index = generations.FindIndex(known => known.Declarations.Equals(declarations));
            var found = index < 0 ? new Generation(this, declarations) : generations[index];
            if (index >= 0) generations.RemoveAt(index);
            generations.Add(found);
            var count = 0;
            for (var newest = generations.Count - 1; newest >= 0; newest--)
            {
                count += generations[newest].Count;
                if (newest < generations.Count - 1 && (count > MaximumBodies || generations.Count - newest > MaximumGenerations)) generations.RemoveAt(newest);
            }

            return found;
        }
    }

    /// <summary>The results under one state of the declarations, by body.</summary>
    internal sealed class Generation
    {
        private readonly BodyCache cache;
        private readonly ConcurrentDictionary<BodyKey, CachedBody> bodies = new();
        private int count;

        public Generation(BodyCache cache, Fingerprint declarations)
        {
            this.cache = cache;
            Declarations = declarations;
        }

        public Fingerprint Declarations { get; }

        public int Count => Volatile.Read(ref count);

        /// <summary>The result for a body, if neither it nor any body that it leads to has changed since.</summary>
        public CachedBody? Find(BodyKey key, CompilationOutline outline)
        {
            if (!bodies.TryGetValue(key, out var known) || !known.Content.Equals(outline.ContentOf(key))) return null;
            foreach (var (body, content) in known.Callees)
            {
                if (!content.Equals(outline.ContentOf(body))) return null;
            }

            Interlocked.Increment(ref cache.hits);
            return known;
        }

        public void Keep(BodyKey key, CachedBody result)
        {
            if (bodies.TryAdd(key, result)) Interlocked.Increment(ref count);
            else bodies[key] = result;
            if (Count <= MaximumBodies) return;
            bodies.Clear();
            Volatile.Write(ref count, 0);
        }
    }
}
