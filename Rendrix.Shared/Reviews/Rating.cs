using System.Globalization;

namespace Rendrix.Reviews;

/// <summary>
/// What a product's published reviews come to: how many gave one star, two, up to five. Number, average and shares all follow from these five
/// counts, so they cannot contradict each other.
/// </summary>
public sealed record Rating
{
    /// <summary>Most stars one can give.</summary>
    public const int Most = 5;

    private readonly int[] _counts;

    private Rating(int[] counts) => _counts = counts;

    /// <summary>No review yet.</summary>
    public static Rating None { get; } = new(new int[Most]);

    /// <summary>From the stored counts, one star first.</summary>
    public static Rating Of(IReadOnlyList<int>? counts) => counts is { Count: Most } && counts.Any(c => c > 0) ? new([.. counts]) : None;

    /// <summary>How many reviews there are.</summary>
    public int Count => _counts.Sum();

    /// <summary>Mean of all, to two decimals; 0 without reviews.</summary>
    public decimal Average => Count == 0 ? 0 : Math.Round((decimal)_counts.Select((count, i) => (long)count * (i + 1)).Sum() / Count, 2, MidpointRounding.AwayFromZero);

    /// <summary>The mean as people read it: "4.6".</summary>
    public string Text => Average.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>"12 reviews".</summary>
    public string CountText => Count == 1 ? "1 review" : string.Create(CultureInfo.InvariantCulture, $"{Count:N0} reviews");

    /// <summary>How many gave that many stars.</summary>
    public int With(int stars) => _counts[stars - 1];

    /// <summary>Their share of all in percent, rounded.</summary>
    public int ShareOf(int stars) => Count == 0 ? 0 : (int)Math.Round(100m * With(stars) / Count, MidpointRounding.AwayFromZero);

    /// <inheritdoc/>
    public bool Equals(Rating? other) => other is not null && _counts.SequenceEqual(other._counts);

    /// <inheritdoc/>
    public override int GetHashCode() => _counts.Aggregate(17, HashCode.Combine);
}
