namespace IrqAnalyzers.Topology;

/// <summary>What all walks through one compilation share.</summary>
internal sealed class TopologyContext
{
    public TopologyContext(TopologyTypes types, Bodies bodies)
    {
        Types = types;
        Bodies = bodies;
        Statics = new(this);
    }

    public TopologyTypes Types { get; }

    public Bodies Bodies { get; }

    public StaticValues Statics { get; }
}
