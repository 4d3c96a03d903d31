namespace Rendrix.Web.Client.Kit;

/// <summary>What a badge or note means; always said by a word as well.</summary>
public enum Tone
{
    /// <summary>Just a fact.</summary>
    Neutral,
    /// <summary>Done or fine.</summary>
    Good,
    /// <summary>Waits for somebody.</summary>
    Warning,
    /// <summary>Failed.</summary>
    Bad,
    /// <summary>Under way.</summary>
    Info,
    /// <summary>Put away.</summary>
    Hollow,
    /// <summary>A label without a dot.</summary>
    Plain,
}
