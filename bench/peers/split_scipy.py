"""The peer of the row "split over 2,000": the same division by scipy's brentq over numpy arrays.

Run by hand, as it needs numpy and scipy: python3 bench/peers/split_scipy.py
"""

import time

import numpy as np
from scipy.optimize import brentq

random = np.random.default_rng(2)
reserve_in = 1e18 * random.uniform(10, 1010, 2000)
reserve_out = reserve_in * random.uniform(0.99, 1.01, 2000)
rate = 0.997 * reserve_out / reserve_in
width = reserve_in / 0.997
total = 1e21


def taken(slope):
    return np.maximum(0, (np.sqrt(rate / slope) - 1) * width).sum() - total


def solve():
    return brentq(taken, 1e-3, rate.max(), xtol=1e-15, rtol=1e-14)


times = []
for _ in range(400):
    begin = time.perf_counter()
    solve()
    times.append(time.perf_counter() - begin)
times = sorted(times[100:])
print(f"scipy brentq over 2,000 pools: p50 {times[len(times) // 2] * 1e3:.3f} ms, p99 {times[len(times) * 99 // 100] * 1e3:.3f} ms")
