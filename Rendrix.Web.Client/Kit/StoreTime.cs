using System.Globalization;

namespace Rendrix.Web.Client.Kit;

/// <summary>Dates and times as the dashboard writes them: in the store's time zone, with an explicit culture.</summary>
public static class StoreTime
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The zone of that IANA name, or UTC when this machine does not know it.</summary>
    public static TimeZoneInfo Zone(string? name) => TimeZoneInfo.TryFindSystemTimeZoneById(name ?? "UTC", out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>"12 min ago", "Today 14:05", "Yesterday 14:05", "18 Nov 14:05", "18 Nov 2025".</summary>
    public static string Say(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone);
        var past = now - at;
        if (past >= TimeSpan.Zero && past < TimeSpan.FromMinutes(1)) return "Just now";
        if (past >= TimeSpan.Zero && past < TimeSpan.FromHours(1)) return $"{(int)past.TotalMinutes} min ago";
        if (local.Date == today.Date) return "Today " + local.ToString("HH:mm", English);
        if (local.Date == today.Date.AddDays(-1)) return "Yesterday " + local.ToString("HH:mm", English);
        return local.ToString(local.Year == today.Year ? "d MMM HH:mm" : "d MMM yyyy", English);
    }

    /// <summary>The moment at which a clock in the store shows this. A time the clocks skip in spring is the moment they jump to; one that comes twice in autumn is the first.</summary>
    public static DateTimeOffset Moment(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>To the second with the zone's offset, for the tooltip.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy HH:mm:ss zzz", English);

    /// <summary>"20 Nov".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM", English);

    /// <summary>"Thursday 20 November".</summary>
    public static string LongDay(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("dddd d MMMM", English);

    /// <summary>The city of a zone: "Europe/Oslo" → "Oslo".</summary>
    public static string City(string zone) => zone.Split('/')[^1].Replace('_', ' ');
}
