-- What wrk sends: the calls of the load that the first argument names in turn, each on a new connection if the second one
-- is "close". The load body:N is one call whose body has N bytes. It prints one line of JSON at the end.

local calls = {
  index = { 'GET', '/' },
  hello = { 'GET', '/hello/Grace%20Hopper' },
  distance = { 'POST', '/distance', '{"a":[2,4],"b":[5,6]}' },
}

local loads = {
  mix = { 'index', 'hello', 'distance' },
  hello = { 'hello' },
  distance = { 'distance' },
  ['read note'] = { 'readNote' },
  ['add note'] = { 'addNote' },
  notes = { 'addNote', 'readNote' },
}

local function padded(length)
  local body = '{"a":[2,4],"b":[5,6],"padding":""}'
  return body:sub(1, -3) .. ('x'):rep(length - #body) .. '"}'
end

-- Notes have titles of their own, of one run and of all that the same server gets: a run takes a second or longer.
local count = 0
local began = os.time()
local json = { ['content-type'] = 'application/json' }
local text = ('Two litres, and the rest of what a note says. '):rep(4)

function calls.addNote()
  count = count + 1
  return wrk.format('POST', '/notes', json, ('{"title":"Note %d of %d","text":"%s"}'):format(count, began, text))
end

-- Those that check-notes.ts has added.
function calls.readNote()
  count = count + 1
  return wrk.format('GET', '/notes/' .. (count % 100 + 1))
end

local requests = {}
local turn = 0

function init(args)
  local length = args[1]:match('^body:(%d+)$')
  if length then
    calls.padded = { 'POST', '/distance', padded(tonumber(length)) }
    loads[args[1]] = { 'padded' }
  end
  for _, name in ipairs(loads[args[1]]) do
    if type(calls[name]) == 'function' then
      requests[#requests + 1] = calls[name]
    else
      local method, path, body = unpack(calls[name])
      local headers = {}
      if body then headers['content-type'] = 'application/json' end
      if args[2] == 'close' then headers['connection'] = 'close' end
      local sent = wrk.format(method, path, headers, body)
      requests[#requests + 1] = function() return sent end
    end
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]()
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '{"requests":%d,"failed":%d,"seconds":%.6f,"bytes":%d,"p50":%.3f,"p99":%.3f}\n',
    summary.requests, failed, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
